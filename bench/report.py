"""How a measurement is shown: a table for people, one line of JSON for machines."""

import json
from typing import Any


def show(result: dict[str, Any]) -> None:
    width = max(len(name) for name in result)
    for name, value in result.items():
        print(f"{name:<{width}}  {value}")
    print(json.dumps(result))
