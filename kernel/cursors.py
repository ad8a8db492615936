"""A place in a list, as text that travels in an address. Pure Python."""

import base64
import binascii
import json
import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

_UNHOLDABLE = re.compile(r"[\x00\ud800-\udfff]")
BIGINT = range(-(2**63), 2**63)


def seal(values: Iterable[str | float]) -> str:
    """Return the text of plain values: URL-safe, without padding."""
    # As they are, not escaped: a long title in Arabic must fit in an address.
    text = json.dumps(list(values), separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode(errors="surrogatepass")).decode().rstrip("=")


def unseal(text: str) -> list[Any]:
    """Return the plain values that were sealed; ValueError for what no database could hold."""
    try:
        padded = text + "=" * (-len(text) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError, binascii.Error) as error:
        raise ValueError("not sealed here") from error
    if not isinstance(values, list) or not all(map(_is_plain, values)):
        raise ValueError("not plain")
    return values


def _is_plain(value: object) -> bool:
    if isinstance(value, str):
        return _UNHOLDABLE.search(value) is None
    if isinstance(value, int):
        return value in BIGINT
    return isinstance(value, float) and math.isfinite(value)


def read_moment(text: str) -> datetime:
    """Return a moment of a place, in UTC; ValueError for what no database could compare with."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no zone")
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("beyond all years") from None


def read_whole(text: str | int) -> int:
    """Return a whole number of a place; ValueError for one that no column could hold."""
    number = int(text)
    if number not in BIGINT:
        raise ValueError("too great")
    return number
