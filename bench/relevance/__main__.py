"""Relevance of both engines on the judged set, beside a plain BM25, in one run.

python -m bench.relevance                       # PostgreSQL, a table, then JSON
python -m bench.relevance --engine elasticsearch --each   # and one line for each query
python -m bench.relevance --half tuning         # while tuning: the other half reports
"""

import argparse
import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from bench.relevance import judged, run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=["postgres", "elasticsearch"], default="postgres")
    parser.add_argument("--half", choices=["tuning", "report"], default="report")
    parser.add_argument("--each", action="store_true", help="one line for each query")
    asked = parser.parse_args()
    report = run.measure(asked.engine, judged.queries(asked.half))
    for name, value in report.figures.items():
        print(f"{name:32} {value:.4f}")
    if asked.each:
        for query, score in report.each:
            print(f"{score:.3f}  {query.kind:10} {query.text}")
    print(json.dumps({"name": "relevance", "engine": asked.engine, **report.figures}))


if __name__ == "__main__":
    main()
