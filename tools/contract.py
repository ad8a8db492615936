"""Writes the API's contract to docs/api/openapi.json: `make contract`.

What is written there is what front ends were promised. A change that would break them is refused
until the version of `config/api.py` says that it is another contract.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "api" / "openapi.json"


def current() -> dict[str, Any]:
    """Return the contract of the code, as it is served."""
    from config.api import api  # noqa: PLC0415  needs Django set up

    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(), default=str))
    return found


def written() -> dict[str, Any]:
    """Return the contract that was promised."""
    found: dict[str, Any] = json.loads(FILE.read_text())
    return found


def text_of(contract: dict[str, Any]) -> str:
    return json.dumps(contract, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def is_other_version(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Say whether the version announces a break: its first number grew."""
    before, after = (one["info"]["version"].partition(".")[0] for one in (old, new))
    return int(after) > int(before)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@/none?host=/nonexistent")
    import django  # noqa: PLC0415  needs Django set up

    django.setup()
    from config.contract import breaking  # noqa: PLC0415  needs Django set up

    new = current()
    if FILE.exists():
        faults = breaking(written(), new)
        if faults and not is_other_version(written(), new):
            print("These would break front ends; raise VERSION in config/api.py if they must:")
            print("\n".join(f"- {fault}" for fault in faults))
            return 1
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(text_of(new))
    print(f"Written: {FILE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
