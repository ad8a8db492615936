"""Pictures and files: their addresses, their sizes, and what is said to those who cannot see."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from ninja import Schema

from cms.models import Document, Image
from cms.pictures import SHAPES, picture


class Focus(Schema):
    """What must stay visible when the picture is cut: a box in pixels of the original."""

    x: int
    y: int
    width: int
    height: int


class Renditions(Schema):
    """One shape in two formats; `src` is for a browser that knows neither."""

    src: str
    width: int
    height: int
    avif_srcset: str
    jpeg_srcset: str


class ImageOut(Schema):
    id: int
    title: str
    alt: str
    credit: str
    width: int
    height: int
    focus: Focus | None
    renditions: dict[str, Renditions]


class DocumentOut(Schema):
    id: int
    title: str
    url: str
    format: str
    bytes: int
    language: str
    is_accessible: bool


def image_out(image: Image, request: HttpRequest) -> dict[str, Any]:
    """Describe a picture; no query when its renditions were prefetched."""
    focus = image.get_focal_point()
    return {
        "id": image.pk,
        "title": image.title,
        "alt": getattr(image, "contextual_alt_text", None) or image.default_alt_text,
        "credit": image.credit,
        "width": image.width,
        "height": image.height,
        "focus": focus
        and {
            "x": round(focus.left),
            "y": round(focus.top),
            "width": round(focus.width),
            "height": round(focus.height),
        },
        "renditions": {shape: _rendition(image, shape, request) for shape in SHAPES},
    }


def _rendition(image: Image, shape: str, request: HttpRequest) -> dict[str, Any]:
    drawn = picture(image, shape)
    return {
        "src": request.build_absolute_uri(drawn.src),
        "width": drawn.width,
        "height": drawn.height,
        "avif_srcset": _absolute(drawn.avif, request),
        "jpeg_srcset": _absolute(drawn.jpeg, request),
    }


def _absolute(srcset: str, request: HttpRequest) -> str:
    parts = [part.split(" ") for part in srcset.split(", ") if part]
    return ", ".join(f"{request.build_absolute_uri(url)} {width}" for url, width in parts)


def document_out(document: Document, request: HttpRequest) -> dict[str, Any]:
    return {
        "id": document.pk,
        "title": document.title,
        "url": request.build_absolute_uri(document.url),
        "format": document.format,
        "bytes": document.get_file_size() or 0,
        "language": document.language,
        "is_accessible": document.is_accessible,
    }


def prepare(images: Iterable[Image]) -> None:
    """Read the renditions of all these pictures in one query."""
    prefetch_related_objects(list(images), "renditions")
