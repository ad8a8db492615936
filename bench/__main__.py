"""Run the measurements one after the other, each in a process of its own: `make bench`.

python -m bench                  all of them
python -m bench pages catalogue  those named
"""

import json
import subprocess
import sys
from pathlib import Path

ALL = (
    "pages", "api", "departments", "catalogue", "library", "workshops", "money", "campaigns",
    "demo",
)  # fmt: skip
STATE = Path(__file__).parents[1] / ".trousse" / "bench"


def measure(name: str) -> dict[str, object]:
    print(f"\n== {name}", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}"], check=True, stdout=subprocess.PIPE, text=True
    )
    *table, line = done.stdout.strip().splitlines()
    print("\n".join(table), flush=True)
    return json.loads(line)


def main(names: list[str]) -> None:
    results = [measure(name) for name in names or ALL]
    STATE.mkdir(parents=True, exist_ok=True)
    (STATE / "last.json").write_text(json.dumps(results, indent=2, ensure_ascii=False))
    print(json.dumps(results, ensure_ascii=False))


main(sys.argv[1:])
