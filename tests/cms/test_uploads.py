"""Files are judged by their content, and a picture says nothing of who took it."""

import contextlib
import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow
from pypdf import PdfWriter
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from cms.forms.media import DocumentForm, ImageForm
from cms.models import Document, Image
from cms.uploads import UnsafeUpload, check_document, prepare_image
from tests.cms.factories import picture_bytes


def prepare(data, name="photo.jpg"):
    return Pillow.open(prepare_image(io.BytesIO(data), name=name))


def test_the_place_where_a_picture_was_taken_is_forgotten():
    exif = Pillow.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    data = picture_bytes(exif=exif.tobytes())

    picture = prepare(data)

    assert not picture.getexif()
    assert b"Camera" not in prepare_image(io.BytesIO(data), name="a.jpg").read()


def test_a_picture_lying_on_its_side_is_put_upright():
    exif = Pillow.Exif()
    exif[0x0112] = 6

    picture = prepare(picture_bytes(size=(60, 40), exif=exif.tobytes()))

    assert picture.size == (40, 60)


def test_a_picture_is_at_most_2400_pixels():
    assert prepare(picture_bytes(size=(3000, 1500))).size == (2400, 1200)


@pytest.mark.parametrize(
    ("kind", "kept"), [("PNG", "PNG"), ("WEBP", "WEBP"), ("AVIF", "AVIF"), ("HEIF", "JPEG")]
)
def test_what_browsers_cannot_show_becomes_jpeg(kind, kept):
    file = prepare_image(io.BytesIO(picture_bytes(kind)), name="photo.heic")

    assert Pillow.open(file).format == kept


def test_transparency_is_kept_where_the_format_has_it():
    out = io.BytesIO()
    Pillow.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")

    assert prepare(out.getvalue()).mode == "RGBA"


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='x'><script/></svg>", b"<?xml version='1.0'?><svg/>"]
)
def test_svg_is_refused_with_a_way_out(data):
    with pytest.raises(UnsafeUpload, match="PNG"):
        prepare_image(io.BytesIO(data), name="dessin.svg")


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff\xe0 cut"])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(UnsafeUpload):
        prepare_image(io.BytesIO(data), name="photo.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_damaged_picture_is_refused_wherever_the_damage_is(kind):
    """Its reader says so in many ways: an AVIF decoder with another error than a JPEG's."""
    whole = picture_bytes(kind=kind)
    for place in range(0, min(len(whole), 600), 3):
        damaged = whole[:place] + b"\xff" + whole[place + 1 :]
        with contextlib.suppress(UnsafeUpload):
            prepare(damaged)


def test_too_many_pixels_are_refused_before_they_are_read(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100

    with pytest.raises(UnsafeUpload, match="pixels"):
        prepare_image(io.BytesIO(picture_bytes()), name="photo.jpg")


def archive(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def pdf():
    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


ODT = archive(mimetype="application/vnd.oasis.opendocument.text")
HONEST = [
    ("a.pdf", pdf()),
    ("a.odt", ODT),
    ("a.docx", archive(word__document="x")),
    ("a.csv", "département;n\n02;3\n".encode()),
    ("a.csv", "département".encode("cp1252")),
    ("a.vtt", b"WEBVTT\n\n"),
    ("a.mp4", b"\0\0\0\x18ftypmp42"),
    ("a.mp3", b"ID3\x04"),
]
LYING = [
    ("a.pdf", b"<html>"),
    ("a.odt", archive(word__document="x")),
    (
        "a.docx",
        archive(word__document="x", word__vbaProject_bin="x").replace(
            b"vbaProject_bin", b"vbaProject.bin"
        ),
    ),
    ("a.docx", b"PK not a zip"),
    ("a.txt", b"\0\1\2"),
    ("a.vtt", b"no header"),
    ("a.mp4", b"MZ..........."),
    ("a.exe", b"MZ"),
    ("a.html", b"<p>"),
    ("a", b"x"),
]


@pytest.mark.parametrize(("name", "data"), HONEST)
def test_a_document_that_is_what_it_says_is_accepted(name, data):
    check_document(io.BytesIO(data), name=name)


@pytest.mark.parametrize(("name", "data"), LYING)
def test_a_document_that_lies_is_refused(name, data):
    with pytest.raises(UnsafeUpload):
        check_document(io.BytesIO(data), name=name)


def test_a_document_that_is_a_bomb_or_locked_is_refused_before_it_is_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype", b"\0" * 300_000_000)
    locked = bytearray(archive(mimetype="application/vnd.oasis.opendocument.text"))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag of a password
        place = locked.index(start) + (6 if start.endswith(b"\x04") else 8)
        locked[place] |= 1

    tracemalloc.start()
    for data in (bomb.getvalue(), bytes(locked)):
        with pytest.raises(UnsafeUpload):
            check_document(io.BytesIO(data), name="a.odt")

    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def image_form(*, name="photo.jpg", data=None, **fields):
    file = SimpleUploadedFile(name, picture_bytes() if data is None else data)
    typed = {
        "title": "Photo",
        "tags": "",
        "collection": Collection.get_first_root_node().pk,
        **fields,
    }
    return get_image_form(Image)(typed, {"file": file})


def test_the_library_uses_our_forms():
    assert issubclass(get_image_form(Image), ImageForm)
    assert issubclass(get_document_form(Document), DocumentForm)


def test_a_picture_without_a_description_is_refused(aisne):
    form = image_form()

    assert "description" in form.errors


@pytest.mark.parametrize("fields", [{"description": "Un aplat rouge."}, {"is_decorative": "on"}])
def test_a_described_or_decorative_picture_is_accepted(aisne, fields):
    assert image_form(**fields).is_valid()


def test_a_program_named_as_a_picture_is_refused_in_a_sentence(aisne):
    form = image_form(data=b"MZ not a picture", description="Rien.")

    assert form.errors["file"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("photo.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(100)),
        ("photo.webp", b"RIFF\0\0\0\0WEBPVP8 " + bytes(100)),
        ("photo.avif", b"\0\0\0\x18ftypavif" + bytes(100)),
    ],
)
def test_a_damaged_picture_that_begins_well_is_refused_in_a_sentence(aisne, name, data):
    form = image_form(name=name, data=data, description="Un aplat.")

    assert list(form.errors) == ["file"]


def test_a_phone_picture_is_converted(aisne):
    form = image_form(name="IMG_1.heic", data=picture_bytes("HEIF"), description="Un aplat.")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["file"].name == "IMG_1.jpg"
