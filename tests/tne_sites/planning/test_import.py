"""A planning in a spreadsheet: every line is judged and shown before anything is written."""

import io
import zipfile
from datetime import datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from tests.tne_sites.factories import StructureFactory
from tne_sites.models import Structure, Workshop, WorkshopImport

pytestmark = pytest.mark.django_db
HEADS = ["Titre", "Date", "Début", "Fin", "Commune", "Lieu", "Organisateur", "Places", "UAI"]
PATH = "/admin/ateliers/importer/"


@pytest.fixture(autouse=True)
def structure(aisne) -> None:
    StructureFactory(name="MJC Savouret")


def day(ahead: int = 20) -> str:
    return (timezone.localdate() + timedelta(days=ahead)).strftime("%d/%m/%Y")


def line(**changes) -> list[object]:
    cells = {
        "Titre": "Café des écrans",
        "Date": day(),
        "Début": "18h30",
        "Fin": "20h",
        "Commune": "LAON",
        "Lieu": "Médiathèque",
        "Organisateur": "mjc savouret",
        "Places": "15",
        "UAI": "",
    }
    return [{**cells, **changes}[head] for head in HEADS]


def xlsx(*lines: list[object]) -> SimpleUploadedFile:
    book = Workbook()
    for cells in (HEADS, *lines):
        book.active.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("planning.xlsx", stream.getvalue())


def csv(text: str, encoding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile("planning.csv", text.encode(encoding))


def send(client, file: SimpleUploadedFile):
    return client.post(PATH, {"file": file}, follow=True)


def test_right_lines_are_shown_then_written_as_drafts_once(team, laon) -> None:
    start = datetime.combine(timezone.localdate() + timedelta(days=30), time())
    page = send(team, xlsx(line(), line(Date=start, Début=time(9), Fin=time(11), Places=12)))

    before = Workshop.objects.count()
    key = WorkshopImport.objects.get().key
    answers = [team.post(f"{PATH}{key}/") for _ in range(2)]

    assert answers[0]["Location"] == "/admin/ateliers/?quoi=brouillons"
    assert (page.context["right"], page.context["wrong"], before) == (2, 0, 0)
    rows = list(Workshop.objects.order_by("starts_at"))
    assert [row.local_start.strftime("%H:%M") for row in rows] == ["18:30", "09:00"]
    assert {row.state for row in rows} == {"draft"}
    assert [row.capacity for row in rows] == [15, 12]
    assert rows[0].commune_name == "Laon"


def test_a_structure_that_went_meanwhile_is_said_and_nothing_is_written(team, laon) -> None:
    send(team, xlsx(line()))
    batch = WorkshopImport.objects.get()
    Structure.objects.all().delete()

    answer = team.post(f"{PATH}{batch.key}/")

    assert answer["Location"] == f"{PATH}{batch.key}/"
    assert not Workshop.objects.exists()
    batch.refresh_from_db()
    assert batch.done_at is None


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"Titre": ""}, "titre"),
        ({"Date": "32/01/2027"}, "date"),
        ({"Date": "01/01/2020"}, "date"),
        ({"Début": "tôt"}, "debut"),
        ({"Fin": "18h"}, "fin"),
        ({"Commune": "Nulle-Part"}, "commune"),
        ({"Organisateur": "Inconnue"}, "organisateur"),
        ({"Places": "quinze"}, "places"),
        ({"Places": "0"}, "places"),
        ({"UAI": "0020032A"}, "ecoles"),
        ({"Lieu": "L" * 130}, "lieu"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_left_out(
    team,
    laon,
    changes,
    column,
) -> None:
    page = send(
        team,
        xlsx(line(), line(Titre="Autre", **changes) if "Titre" not in changes else line(**changes)),
    )

    shown = page.context["lines"]
    team.post(f"{PATH}{WorkshopImport.objects.get().key}/")

    assert [error[0] for error in shown[1]["errors"]] == [column]
    assert shown[1]["number"] == 3
    assert Workshop.objects.count() == 1


def test_all_mistakes_of_a_line_are_said_at_once(team, laon) -> None:
    page = send(team, xlsx(line(Date="x", Places="x", Organisateur="x")))

    assert len(page.context["lines"][0]["errors"]) == 3


def test_the_same_workshop_twice_is_refused(team, laon) -> None:
    page = send(team, xlsx(line(), line()))

    assert [bool(row["errors"]) for row in page.context["lines"]] == [False, True]


def test_a_csv_of_excel_in_french_is_read(team, laon) -> None:
    heads = "Titre;Date;Début;Fin;Commune;Organisateur"
    text = f"{heads}\r\nÉcrans et sommeil;{day()};18h;20h;Laon;MJC Savouret\r\n;;;;;\r\n"

    page = send(team, csv(text, "cp1252"))

    assert page.context["lines"][0]["title"] == "Écrans et sommeil"
    assert page.context["right"] == 1


def bomb() -> SimpleUploadedFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"0" * (41 * 1024 * 1024))
    return SimpleUploadedFile("planning.xlsx", stream.getvalue())


@pytest.mark.parametrize(
    "file",
    [
        lambda: csv("Titre;Date\nA;B"),
        lambda: csv("Titre;Date;Début;Fin;Commune;Organisateur"),
        lambda: SimpleUploadedFile("planning.xlsx", b"PK\x03\x04 not a workbook"),
        lambda: SimpleUploadedFile("planning.xlsx", b"\0\1\2\3" * 40),
        lambda: csv("x" * (2 * 1024 * 1024 + 1)),
        lambda: xlsx(*[line() for _ in range(501)]),
        bomb,
    ],
    ids=["columns", "empty", "damaged", "binary", "large", "long", "bomb"],
)
def test_what_is_no_table_of_workshops_is_refused_in_a_sentence(team, laon, file) -> None:
    response = send(team, file())

    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not WorkshopImport.objects.exists()


def test_the_model_can_be_sent_back(team, laon) -> None:
    model = team.get(f"{PATH}modele.xlsx").content

    page = send(team, SimpleUploadedFile("ateliers.xlsx", model))

    assert page.status_code == 200
    assert page.context["wrong"] == 1  # its structure is invented
