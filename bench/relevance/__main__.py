"""Relevance of an engine on a judged set, beside a plain BM25, in one run.

python -m bench.relevance                       # PostgreSQL, a table, then JSON
python -m bench.relevance --engine elasticsearch --each   # and one line for each query
python -m bench.relevance --half tuning         # while tuning: the other half reports
python -m bench.relevance --set FOLDER          # docs.jsonl and queries.jsonl of another set
python -m bench.relevance --floors              # fail below the levels of floors.py
python -m bench.relevance --plain http://127.0.0.1:9201   # Elasticsearch's own analysis beside
"""

import argparse
import json
import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from bench.relevance import floors, judged, run


def main() -> int:
    asked = _arguments()
    half = asked.half if asked.set == judged.HERE else ""
    report = run.measure(
        asked.engine, judged.queries(half, asked.set), judged.docs(asked.set), beside=asked.plain
    )
    if asked.each:
        for query, score in report.each:
            print(f"{score:.3f}  {query.kind:10} {query.text}")
    for name, value in report.figures.items():
        print(f"{name:32} {value:.4f}")
    missed = list(floors.missed(report.figures)) if asked.floors else []
    for sentence in missed:
        print(sentence, file=sys.stderr)
    print(json.dumps({"name": "relevance", "engine": asked.engine, **report.figures}))
    return 1 if missed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=["postgres", "elasticsearch"], default="postgres")
    parser.add_argument("--half", choices=["tuning", "report"], default="report")
    parser.add_argument("--set", type=Path, default=judged.HERE, help="folder of another set")
    parser.add_argument("--plain", default="", help="address of an Elasticsearch to compare with")
    parser.add_argument("--each", action="store_true", help="one line for each query")
    parser.add_argument("--floors", action="store_true", help="fail below the levels")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
