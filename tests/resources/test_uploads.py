"""Files that are not what they say are refused in a sentence; nothing is stored."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.uploads import UnsafeUpload, check_document
from resources.models import Recording
from resources.uploads import check_recording
from tests.pdf import blank
from tests.resources.factories import MP4

HOST = {"host": "trousse.localhost"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("film.mp4", b"<html>" + bytes(80)),
        ("film.webm", MP4),
        ("son.mp3", b"RIFF" + bytes(80)),
        ("son.ogg", MP4),
        ("film.avi", b"RIFF" + bytes(80)),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic" + bytes(80)),
        ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"),
    ],
)
def test_a_recording_that_is_none_is_refused(name, content):
    with pytest.raises(UnsafeUpload):
        check_recording(io.BytesIO(content), name=name, size=len(content))


@pytest.mark.parametrize(("name", "content"), [("film.mp4", MP4), ("son.mp3", b"ID3" + bytes(80))])
def test_an_honest_recording_is_accepted(name, content):
    check_recording(io.BytesIO(content), name=name, size=len(content))


def test_a_recording_too_large_is_refused_by_its_size(settings):
    with pytest.raises(UnsafeUpload, match=str(settings.DOCUMENT_UPLOAD_MEGABYTES)):
        check_recording(io.BytesIO(MP4), name="film.mp4", size=10**10)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n" + bytes(3000), blank()[:200], b"%PDF-"])
def test_a_damaged_pdf_is_refused(content):
    with pytest.raises(UnsafeUpload):
        check_document(io.BytesIO(content), name="fiche.pdf")


def test_a_whole_pdf_is_accepted():
    check_document(io.BytesIO(blank()), name="fiche.pdf")


@pytest.mark.parametrize("path", ["/admin/snippets/resources/recording/add/", "/signaler/"])
def test_three_gigabytes_are_refused_before_a_byte_is_read(db, client, path):
    answer = client.post(
        path,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=3 * 2**30,
        headers=HOST,
    )

    assert answer.status_code == 413
    assert "200" in answer.content.decode()


def test_the_form_of_a_recording_says_what_is_wrong(desk):
    url = "/admin/snippets/resources/recording/add/"
    fields = {"title": "Un film", "language": "fr"}

    wrong = desk.post(url, {**fields, "file": SimpleUploadedFile("film.mp4", b"no")}, headers=HOST)
    right = desk.post(url, {**fields, "file": SimpleUploadedFile("film.mp4", MP4)}, headers=HOST)

    assert "file" in wrong.context["form"].errors
    assert 'value="Un film"' in wrong.content.decode()
    assert right.status_code == 302
    assert Recording.objects.get().kind == "video"
