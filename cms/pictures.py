"""Which sizes of a picture exist, and what a page may show of it now.

Drawing AVIF takes a second for each size: a task does it after the upload, and a page never
waits. Until then a page shows the original, which is at most 2400 pixels wide.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images.models import Filter

from cms.models.media import Image, Rendition

FORMATS = ("avif", "jpeg")
SHAPES = {
    "card": ("fill-480x360", "fill-960x720"),
    "body": ("width-400", "width-800", "width-1200"),
    "social": ("fill-1200x630",),
    "logo": ("max-320x160",),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What `<picture>` needs: sources by format, then one plain image with its dimensions."""

    avif: str
    jpeg: str
    src: str
    width: int
    height: int
    alt: str


def specs(shape: str, image_format: str) -> list[str]:
    return [f"format-{image_format}|{size}" for size in SHAPES[shape]]


def prepared() -> list[str]:
    """Every size that the task draws.

    A shared link and a logo are read by old software: JPEG alone.
    """
    formats = {"social": ("jpeg",), "logo": ("jpeg",)}
    return [
        spec
        for shape in SHAPES
        for image_format in formats.get(shape, FORMATS)
        for spec in specs(shape, image_format)
    ]


def picture(image: Image, shape: str = "body") -> Picture:
    """Return what is ready of the picture in this shape.

    No query when its renditions were prefetched.
    """
    ready = {
        spec: rendition
        for rendition in image.renditions.all()
        for spec in (rendition.filter_spec,)
        if rendition.focal_point_key == _focal_key(image, spec)
    }
    jpegs = [ready[spec] for spec in specs(shape, "jpeg") if spec in ready]
    avifs = [ready[spec] for spec in specs(shape, "avif") if spec in ready]
    plain = jpegs[-1] if jpegs else image
    return Picture(
        avif=_srcset(avifs),
        jpeg=_srcset(jpegs),
        src=plain.file.url,
        width=plain.width,
        height=plain.height,
        alt=image.default_alt_text,
    )


def _srcset(renditions: Iterable[Rendition]) -> str:
    return ", ".join(f"{rendition.file.url} {rendition.width}w" for rendition in renditions)


def _focal_key(image: Image, spec: str) -> str:
    return str(Filter(spec=spec).get_cache_key(image))
