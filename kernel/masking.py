"""Keeps addresses of people out of logs, alerts and the audit trail. Pure Python."""

import re
from typing import Any

_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
MASK = "***@***"


def mask(text: str) -> str:
    """Replace every e-mail address by ``***@***``."""
    return _EMAIL.sub(MASK, text)


def mask_all(value: Any) -> Any:
    """Mask every text inside a JSON value, keys of objects included."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {mask(str(key)): mask_all(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [mask_all(item) for item in value]
    return value
