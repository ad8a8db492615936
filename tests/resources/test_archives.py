"""The ZIP of a mallette: complete, the same twice, replaced when its content changes."""

import hashlib
import io
import json
import zipfile
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import connection
from wagtail.models import Collection, CollectionViewRestriction, Page

from resources.archives import archives_of
from resources.handlers import PATIENCE
from resources.models import KitPage
from tenants.context import current_schema, enter
from tenants.models import Tenant
from tests.queue import drain
from tests.resources.factories import (
    make_document,
    make_kit,
    make_recording,
    make_resource,
    make_video,
)

HOST = {"host": "trousse.localhost"}


def a_kit():
    sheet = make_resource(
        "Une fiche outil",
        body=[("heading", "Le déroulé"), ("text", "<p>On <b>accueille</b>.</p>")],
        documents=[("document", make_document())],
    )
    return make_kit("Une mallette", make_video("Un film"), sheet)


def prepare(kit):
    kit.save_revision().publish()
    work()
    return KitPage.objects.get(pk=kit.pk)


def work():
    """Let the worker do what was asked; it leaves the connection in `public`."""
    schema = current_schema()
    drain(ahead=PATIENCE + timedelta(seconds=5))
    connection.set_tenant(Tenant.objects.get(schema_name=schema))


def opened(archive):
    with default_storage.open(archive.path) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def test_a_published_mallette_gets_its_archive_from_the_worker(national):
    kit = prepare(a_kit())

    [archive] = archives_of(kit)
    assert archive.is_ready
    assert archive.size == default_storage.size(archive.path)
    assert opened(archive).testzip() is None


def test_the_archive_holds_page_files_licences_and_manifest(national):
    [archive] = archives_of(prepare(a_kit()))

    made = opened(archive)
    manifest = json.loads(made.read("manifest.json"))
    files = [file for resource in manifest["resources"] for file in resource["files"]]
    assert {"index.html", "LICENCES.txt", "manifest.json"} < set(made.namelist())
    assert {file["name"] for file in files} == {
        name for name in made.namelist() if name.startswith("fichiers/")
    }
    for file in files:
        assert hashlib.sha256(made.read(file["name"])).hexdigest() == file["sha256"]
    assert "CC BY 4.0" in made.read("LICENCES.txt").decode()
    page = made.read("index.html").decode()
    assert "data:text/vtt;base64," in page
    assert "On <strong>accueille</strong>." in page.replace("\n", "")
    assert 'src="/' not in page


def test_what_changed_is_no_longer_offered_until_it_is_made_again(national):
    kit = prepare(a_kit())
    [before] = archives_of(kit)

    kit.title = "Une autre mallette"
    kit = prepare(kit)

    [after] = archives_of(kit)
    assert after.path != before.path
    assert after.is_ready
    assert not default_storage.exists(before.path)


def test_a_withdrawn_resource_leaves_the_archive(national):
    gone = make_video("Retirée", recording=make_recording("retiree.mp4"))
    kit = prepare(make_kit("Une mallette", gone, make_resource("Gardée")))

    Page.objects.get(pk=gone.pk).specific.unpublish()
    work()

    [archive] = archives_of(kit)
    assert archive.is_ready
    assert not [name for name in opened(archive).namelist() if "retiree" in name]


def test_a_file_kept_to_some_people_is_not_in_the_archive(national):
    folder = Collection.get_first_root_node().add_child(name="Interne")
    kept = make_document("interne.txt", collection=folder.add_child(name="Réunions"))
    files = [("document", make_document()), ("document", kept)]
    kit = prepare(make_kit("Une mallette", make_resource("Une fiche", documents=files)))
    [before] = archives_of(kit)

    CollectionViewRestriction.objects.create(collection=folder, restriction_type="login")
    [waiting] = archives_of(kit)
    kit = prepare(kit)

    [after] = archives_of(kit)
    assert set(before.pieces) == {"fichiers/une-fiche-1.txt", "fichiers/une-fiche-2.txt"}
    assert not waiting.is_ready  # what holds the file is offered no more
    assert {name for name in opened(after).namelist() if name.startswith("fichiers/")} == {
        "fichiers/une-fiche-1.txt"
    }


def test_visitors_download_it_and_are_told_when_it_is_not_ready(db, client):
    with enter("national"):
        kit = a_kit()
        url = archives_of(kit)[0].url
        waiting = client.get(url, headers=HOST)
        page = client.get(kit.url, headers=HOST).content.decode()
        prepare(kit)
    answer = client.get(url, headers=HOST)

    assert (waiting.status_code, waiting["Location"]) == (302, f"{kit.url}#telecharger")
    assert url not in page
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="une-mallette.zip"'
    assert zipfile.ZipFile(io.BytesIO(answer.getvalue())).testzip() is None
    assert client.get(url.replace("/0.zip", "/7.zip"), headers=HOST).status_code == 404


def test_each_section_has_its_own_archive(national):
    kit = make_kit("Une mallette", make_video("Un"))
    sections = [*kit.sections.raw_data, *make_kit("Autre", make_resource("Deux")).sections.raw_data]
    kit.sections = json.dumps([{**part, "id": None} for part in sections])
    kit = prepare(kit)

    whole, first, second = archives_of(kit)
    assert [archive.number for archive in (whole, first, second)] == [0, 1, 2]
    assert set(whole.pieces) == set(first.pieces) | set(second.pieces)
