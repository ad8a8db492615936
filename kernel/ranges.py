"""A file, or the piece of it that the browser asks for (RFC 9110, one range).

Players jump inside a recording by asking for pieces; some refuse to play without them.
"""

import os
import re
from collections.abc import Iterator
from typing import IO, Any

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
PIECE = 64 * 1024


def answer(request: HttpRequest, file: IO[Any], *, content_type: str) -> HttpResponseBase:
    """Return the whole file, the piece asked for (206), or a refusal of a wrong piece (416)."""
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or not any(asked.groups()):
        whole = FileResponse(file, content_type=content_type)
        whole["Accept-Ranges"] = "bytes"
        return whole
    size = file.seek(0, os.SEEK_END)
    first, last = _bounds(asked[1], asked[2], size)
    if first > last or first >= size:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(
        _pieces(file, first, last), status=206, content_type=content_type
    )
    response["Accept-Ranges"] = "bytes"
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte; “-500” asks for the last 500."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(file: IO[Any], first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
