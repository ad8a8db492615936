"""Files as they arrive, made safe by their content: never by their name.

A camera writes where a picture was taken, a phone its owner's name: an image is always drawn
again, so that nothing of it remains, and never larger than a page can show.
"""

import io
import zipfile
import zlib
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as Pillow, ImageOps
from pillow_heif import register_heif_opener
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from kernel.domain import DomainError

register_heif_opener()

LONGEST_SIDE = 2400
# What we keep, and under which extension; the rest becomes JPEG.
KEPT = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif"}
READ = (*KEPT, "HEIF")
QUALITY = {
    "JPEG": {"quality": 86, "optimize": True},
    "WEBP": {"quality": 86},
    "AVIF": {"quality": 75},
}
OPEN_DOCUMENT = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
    "epub": b"application/epub+zip",
}
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
TEXTS = {"txt": "", "csv": "", "vtt": "WEBVTT", "ics": "BEGIN:VCALENDAR"}
MEGABYTE = 1024 * 1024
# What the readers of pictures raise over a damaged one.
UNREADABLE = (OSError, ValueError, SyntaxError, RuntimeError, Pillow.DecompressionBombError)


class UnsafeUpload(DomainError):
    """A file is not what it says, or not something we keep.

    The message says what to send instead.
    """


def prepare_image(file: IO[bytes], *, name: str) -> ContentFile[bytes]:
    """Return the picture upright, at most 2400 pixels wide or high, and without metadata."""
    data = _read(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
    if _looks_like_svg(data):
        raise UnsafeUpload(_("SVG drawings can hide programs: save it as PNG and send that."))
    try:
        opened = Pillow.open(io.BytesIO(data), formats=READ)
        if opened.width * opened.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise UnsafeUpload(_("This picture has too many pixels: reduce it below 60 million."))
        kind = opened.format if opened.format in KEPT else "JPEG"
        picture = ImageOps.exif_transpose(opened)
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Pillow.Resampling.LANCZOS)
    except UNREADABLE as error:
        raise UnsafeUpload(
            _("This file is not a picture we can read: send a JPEG, PNG, WebP, AVIF or HEIC.")
        ) from error
    return ContentFile(_draw(picture, kind), name=f"{Path(name).stem}.{KEPT[kind]}")


def check_document(file: IO[bytes], *, name: str) -> None:
    """Accept a file whose content is what its extension says; raise UnsafeUpload otherwise."""
    extension = Path(name).suffix.lower().lstrip(".")
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        raise UnsafeUpload(
            _("Files of this type are not accepted. Accepted: %(accepted)s."),
            accepted=", ".join(settings.WAGTAILDOCS_EXTENSIONS),
        )
    most = settings.DOCUMENT_UPLOAD_MEGABYTES * MEGABYTE
    if _size(file) > most:
        raise UnsafeUpload(
            _("This file is larger than %(most)s MB."), most=settings.DOCUMENT_UPLOAD_MEGABYTES
        )
    try:
        is_honest = _matches(file, extension)
    finally:
        file.seek(0)
    if not is_honest:
        raise UnsafeUpload(
            _("This file is not really a .%(extension)s file, or it is damaged."),
            extension=extension,
        )


def _matches(file: IO[bytes], extension: str) -> bool:
    file.seek(0)
    head = file.read(4096)
    if extension in TEXTS:
        file.seek(0)
        return _is_text(file.read(MEGABYTE), TEXTS[extension])
    if extension in {*OPEN_DOCUMENT, *OFFICE, "zip"}:
        return _is_archive(file, extension)
    if extension == "pdf":
        return head.startswith(b"%PDF-") and _is_whole_pdf(file)
    if extension == "mp4":
        return head[4:8] == b"ftyp"
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)  # noqa: PLR2004  MPEG frame


def _is_whole_pdf(file: IO[bytes]) -> bool:
    """Open it as a reader would: a file cut short, or of noise, has no page."""
    file.seek(0)
    try:
        reader = PdfReader(file, strict=False)
        # What is locked by a password cannot be counted, and is whole as far as anyone can tell.
        return reader.is_encrypted or len(reader.pages) > 0
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError):
        return False


def _is_text(data: bytes, start: str) -> bool:
    if b"\0" in data:
        return False
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The reading stops in the middle of a file, maybe in the middle of a letter.
        text = (
            data.decode("utf-8-sig", "ignore")
            if error.start > len(data) - 4
            else data.decode("cp1252", "replace")
        )
    return text.startswith(start)


def _is_archive(file: IO[bytes], extension: str) -> bool:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if extension in OPEN_DOCUMENT:
                with archive.open("mimetype") as said:  # a few letters, whatever it unpacks to
                    return said.read(100).strip() == OPEN_DOCUMENT[extension]
            if extension in OFFICE:
                has_macros = any(name.endswith("vbaProject.bin") for name in names)
                return any(name.startswith(OFFICE[extension]) for name in names) and not has_macros
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, RuntimeError):
        return False  # RuntimeError: locked by a password, or packed in a way unknown here
    return True


def _draw(picture: Pillow.Image, kind: str) -> bytes:
    """Write the pixels alone: what is not asked for is not copied, except the colour profile."""
    profile = picture.info.get("icc_profile")
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    if kind == "JPEG":
        picture = _on_white(picture) if has_alpha else picture.convert("RGB")
    elif picture.mode not in {"RGB", "RGBA", "L", "P"} or kind in {"WEBP", "AVIF"}:
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    picture.info = {key: value for key, value in picture.info.items() if key == "transparency"}
    out = io.BytesIO()
    picture.save(out, kind, icc_profile=profile, **QUALITY.get(kind, {"optimize": True}))
    return out.getvalue()


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    picture = picture.convert("RGBA")
    sheet = Pillow.new("RGB", picture.size, "#ffffff")
    sheet.paste(picture, mask=picture.getchannel("A"))
    return sheet


def _looks_like_svg(data: bytes) -> bool:
    head = data[:2048].lstrip().lower()
    return head.startswith((b"<svg", b"<?xml", b"<!doctype svg")) or b"<svg" in head


def _read(file: IO[bytes], most: int) -> bytes:
    file.seek(0)
    data = file.read(most + 1)
    if len(data) > most:
        raise UnsafeUpload(_("This picture is larger than %(most)s MB."), most=most // MEGABYTE)
    return data


def _size(file: IO[bytes]) -> int:
    file.seek(0, io.SEEK_END)
    return file.tell()
