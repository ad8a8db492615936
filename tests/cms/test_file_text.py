"""The words of files are found by search; what cannot be read is said, and stops nothing."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.timezone import now
from pypdf import PdfReader, PdfWriter
from wagtail.models import Collection, CollectionViewRestriction

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from cms.domain.file_text import TextState
from cms.file_text import formats, keeping, reading
from cms.jobs import read_files
from cms.models import Document, FileText, StandardPage
from cms.todos import EditorialTodos
from search.listings import Query, find
from tenants.models import Tenant
from tests.accounts.factories import UserFactory
from tests.cms import files
from tests.cms.factories import make_page, run_queue
from tests.pdf import blank

WORDS = "La préfète ouvre un orchestre"


def read(data: bytes, extension: str) -> reading.Reading:
    return reading.read(io.BytesIO(data), extension=extension, size=len(data))


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("pdf", files.pdf(WORDS, "seconde page")),
        ("docx", files.docx(WORDS)),
        ("pptx", files.pptx(WORDS, *["suite"] * 10)),
        ("xlsx", files.xlsx(WORDS)),
        *((kind, files.open_document(WORDS)) for kind in ("odt", "odp", "ods")),
        ("epub", files.archive({"a.xhtml": f"<html><body><p>{WORDS}</p></body></html>"})),
        ("txt", WORDS.encode("cp1252")),
        ("csv", WORDS.encode()),
        ("vtt", files.captions(WORDS)),
    ],
)
def test_the_words_of_each_format_are_read(extension: str, data: bytes) -> None:
    found = read(data, extension)

    assert found.state == TextState.READ
    assert WORDS in found.text
    assert not {"style", "brouillon", "Anne", "-->"} & set(found.text.split())


def test_slides_come_in_their_order() -> None:
    text = read(files.pptx(*[f"vue{number}" for number in range(1, 12)]), "pptx").text

    assert text.split() == [f"vue{number}" for number in range(1, 12)]


def locked() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(files.pdf(WORDS))))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


BOMB = files.archive({"content.xml": f"<d><p>{'a' * formats.MOST_UNPACKED}</p></d>"})
ENTITY = files.archive(
    {"content.xml": '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d><p>&a;</p></d>'}
)


@pytest.mark.parametrize(
    ("extension", "data", "expected"),
    [
        ("pdf", locked(), TextState.LOCKED),
        ("pdf", blank(), TextState.EMPTY),
        ("pdf", b"%PDF-1.7 noise", TextState.DAMAGED),
        ("docx", b"PK noise", TextState.DAMAGED),
        ("odt", ENTITY, TextState.DAMAGED),
        ("odt", BOMB, TextState.EMPTY),
        ("xlsx", files.archive({"xl/sharedStrings.xml": "<sst><si>"}), TextState.DAMAGED),
    ],
)
def test_what_cannot_be_read_is_said(extension: str, data: bytes, expected: TextState) -> None:
    assert read(data, extension) == reading.Reading(expected)


def test_a_file_has_so_much_room_and_time_and_no_more(settings, monkeypatch) -> None:
    settings.FILE_TEXT_MEGABYTES = 0
    assert read(files.pdf(WORDS), "pdf").state == TextState.TOO_LARGE
    settings.FILE_TEXT_MEGABYTES, settings.FILE_TEXT_SECONDS = 50, 0.01
    assert read(files.pdf(WORDS), "pdf").state == TextState.TOO_LONG
    assert formats.text_of(Path(__file__), "mp4") == ""

    monkeypatch.setattr(formats, "LONGEST", 9)
    assert len(formats.text_of(Path(__file__), "txt")) == 9


@pytest.fixture
def site(national: None) -> None:
    """The national site, with its library."""


def handed(data: bytes | None = None, name: str = "guide.pdf", **fields: object) -> Document:
    file = ContentFile(files.pdf(WORDS) if data is None else data, name=name)
    return Document.objects.create(title="Guide", file=file, **fields)


def publish(document: Document) -> StandardPage:
    return make_page("Cuisine", body=[("documents", {"title": "", "documents": [document]})])


def found(text: str = "orchestre") -> list[str]:
    return [card.title for card in find(Query(text=text)).cards if card.title == "Cuisine"]


@pytest.mark.django_db
def test_a_page_is_found_by_the_words_of_its_file_whichever_came_first(site: None) -> None:
    before = handed()
    publish(before)
    assert found() == []

    run_queue()

    assert found() == ["Cuisine"]
    assert before.words_state == TextState.READ.label


@pytest.mark.django_db
def test_the_best_passage_is_that_of_the_file(site: None, client) -> None:
    document = handed()
    run_queue()
    publish(document)

    answer = client.get("/recherche/", {"q": "orchestre"}, headers={"host": "trousse.localhost"})

    assert "ouvre un <mark>orchestre</mark>" in answer.text


@pytest.mark.django_db
def test_a_file_replaced_deleted_or_kept_apart_is_not_found_any_more(site: None) -> None:
    folder = Collection.get_first_root_node().add_child(name="Interne")
    document = handed()
    publish(document)
    run_queue()

    document.collection = folder
    document.save()
    restriction = CollectionViewRestriction.objects.create(
        collection=folder, restriction_type="login"
    )
    assert found() == []
    restriction.delete()
    assert found() == ["Cuisine"]
    document.file = ContentFile(files.pdf("Autre chose"), name="autre.pdf")
    document.save()
    run_queue()
    assert found() == []
    assert found("chose") == ["Cuisine"]
    document.delete()
    assert found("chose") == []


@pytest.mark.django_db
def test_a_failure_is_shown_to_the_editor(aisne: Tenant, client, settings) -> None:
    settings.MFA_REQUIRED = False
    editor = UserFactory()
    grant_role(user=editor, kind=RoleKind.DEPARTMENT_COORDINATOR, tenant=aisne, by=None)
    client.force_login(editor)
    broken = handed(b"%PDF-1.7 noise")
    run_queue()

    listed = show(client, "cms_admin:files_not_read")
    form = show(client, "wagtaildocs:edit", broken.pk)

    assert FileText.objects.get().state == TextState.DAMAGED
    assert str(TextState.DAMAGED.label) in listed
    assert str(TextState.DAMAGED.label) in form
    waiting = [todo for todo in EditorialTodos().todos(editor) if "non-lus" in todo.url]
    assert [todo.count for todo in waiting] == [1]


def show(client, name: str, *args: int) -> str:
    address = reverse(name, args=args, urlconf="config.urls")
    return client.get(address, headers={"host": "aisne.trousse.localhost"}).text


@pytest.mark.django_db
def test_the_job_reads_what_nobody_read_and_a_lost_file_fails_alone(site: None) -> None:
    document = handed()
    publish(document)
    run_queue()
    FileText.objects.all().delete()
    lost = handed(name="perdu.pdf")
    lost.file.storage.delete(lost.file.name)

    read_files(now())
    run_queue()

    assert FileText.objects.get(pk=lost.pk).state == TextState.DAMAGED
    assert not keeping.unread().exists()
    assert found() == ["Cuisine"]
