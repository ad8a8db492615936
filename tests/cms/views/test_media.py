import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tenants.context import enter
from tests.cms.factories import make_image, picture_bytes


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def get(client, path, host="aisne.trousse.localhost"):
    return client.get(path, headers={"host": host})


def test_a_site_serves_its_picture_and_no_other_site_does(db, client):
    with enter("tne_02"):
        url = make_image().file.url

    own, other = get(client, url), get(client, url, "vosges.trousse.localhost")

    assert own.status_code == 200
    assert own["Content-Type"] == "image/jpeg"
    assert own["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in own["Cache-Control"]
    assert b"".join(own.streaming_content)
    assert other.status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/media/documents/secret.pdf",
        "/media/images/../documents/secret.pdf",
        "/media/images/%2e%2e/documents/secret.pdf",
        "/media/../tne_88/images/a.jpg",
        "/media/images/../../tne_88/images/a.jpg",
        "/media/images/",
        "/media/images/sub",
        "/media/images/a%00.jpg",
    ],
)
def test_nothing_else_can_be_reached(db, client, path):
    for schema in ("tne_02", "tne_88"):
        with enter(schema):
            default_storage.save("documents/secret.pdf", ContentFile(b"%PDF"))
            default_storage.save("images/a.jpg", ContentFile(picture_bytes()))

    assert get(client, path).status_code in {400, 404}


def test_the_proxy_sends_the_file_when_it_can(db, client, settings):
    settings.MEDIA_ACCEL_LOCATION = "/protected"
    with enter("tne_02"):
        image = make_image()

    answer = get(client, image.file.url)

    assert answer["X-Accel-Redirect"] == f"/protected/tne_02/{image.file.name}"
    assert answer.content == b""


def test_a_document_behind_a_password_is_not_given(db, client):
    from wagtail.models import Collection, CollectionViewRestriction

    from cms.models import Document

    with enter("tne_02"):
        collection = Collection.get_first_root_node().add_child(name="Réservé")
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="password", password="sesame"
        )
        document = Document.objects.create(
            title="Compte rendu",
            file=ContentFile(b"%PDF-1.7", name="cr.pdf"),
            collection=collection,
        )

    answer = get(client, document.url)

    assert b"%PDF" not in answer.getvalue()
    assert b'type="password"' in answer.content
