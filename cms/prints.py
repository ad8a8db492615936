"""Sheets to print that lead to a page by telephone: set once for the same words."""

import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

import segno
from django.core.cache import cache
from segno import QRCode

from cms.pdf import typeset

CACHED_SECONDS = 600


def sheet(template: str, data: Mapping[str, Any], url: str) -> bytes:
    """Set the page with the code of its address, or return the one set a moment ago."""
    digest = hashlib.sha256(json.dumps([template, data]).encode()).hexdigest()
    made = cache.get(f"print:{digest}")
    if made is None:
        made = typeset(template, data, files={"qr.svg": qr(url)})
        cache.set(f"print:{digest}", made, CACHED_SECONDS)
    return bytes(made)


def qr(url: str) -> bytes:
    """Return the SVG of a code that opens an address."""
    code: QRCode = segno.make(url, error="m", micro=False)
    stream = io.BytesIO()
    code.save(stream, kind="svg", scale=4, border=2)
    return stream.getvalue()
