"""Figures are computed from rows, say of how many, and tell what is not known."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from tests import pdf
from tests.tne_sites.office.conftest import workshop
from tests.tne_sites.places import structure, target
from tne_sites import clock
from tne_sites.domain.indicators import Period
from tne_sites.figures import indicators
from tne_sites.models import Registration, TrainedGroup

pytestmark = pytest.mark.django_db
URL = "/admin/territoire/indicateurs/"


def last_month() -> Period:
    return Period(clock.today() - timedelta(days=30), clock.today() + timedelta(days=30))


def found() -> dict:
    return {one.key: one for one in indicators(last_month())}


def register(one, party: int, attended: int | None) -> None:
    Registration.objects.create(
        workshop=one,
        name="Nadia",
        phone="+33612345678",
        party=party,
        attended=attended,
        created_at=timezone.now(),
    )


def test_target_schools_covered_are_told_of_how_many(aisne):
    covered, _forgotten = target(29001), target(29002)
    workshop(schools=[covered.uai, "0020001A"])

    figures = found()

    assert (figures["targets_covered"].value, figures["targets_covered"].denominator) == (1, 2)
    assert figures["other_schools"].value == 1


def test_presence_that_nobody_wrote_down_is_told_and_not_counted_as_absence(aisne):
    one = workshop()
    register(one, 3, 2)
    register(one, 5, None)

    came = found()["people_came"]

    assert (came.value, came.denominator, came.asked, came.known) == (2, 3, 2, 1)
    assert found()["people_registered"].value == 8


def test_a_cancelled_workshop_and_a_draft_are_nowhere(aisne):
    workshop(state="draft", published_at=None)
    workshop(state="cancelled", cancelled_at=timezone.now())
    workshop()
    workshop(days=5)

    figures = found()

    assert (figures["workshops_held"].value, figures["workshops_planned"].value) == (1, 1)


def test_meetings_of_professionals_are_not_workshops_for_parents(aisne):
    for kind in ("workshop", "territorial", "seminar", "district"):
        workshop(kind=kind)

    assert found()["workshops_held"].value == 2


def test_trainings_are_counted_apart_with_the_professions_not_known(aisne):
    training = workshop(kind="training")
    TrainedGroup.objects.create(training=training, profession="mediator", people=6)
    TrainedGroup.objects.create(training=training, profession="unknown", people=2)

    figures = found()

    assert figures["workshops_held"].value == 0
    assert (figures["people_trained"].value, figures["people_trained"].unknown) == (8, 2)


def test_the_report_is_a_tagged_pdf(desk):
    workshop()

    read = pdf.read(desk.get(f"{URL}bilan.pdf").content)

    assert read.is_tagged
    assert read.language == "fr"
    assert "Aisne" in read.title
    assert {"Table", "TH"} <= read.tags


def test_the_spreadsheet_holds_numbers(desk):
    target(29001)
    workshop()

    answer = desk.get(f"{URL}bilan.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active

    values = [row[1].value for row in sheet.iter_rows(min_row=4)]
    assert "attachment" in answer["Content-Disposition"]
    assert all(isinstance(value, int | float) for value in values)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("?first=2026-01-01&last=2026-06-30", 200),
        ("?first=2026-06-30&last=2026-01-01", 422),
        ("?first=hier", 422),
        ("?first=%00&last=9999-99-99", 422),
    ],
)
def test_a_period_is_asked_for_in_the_address(desk, query, status):
    assert desk.get(f"{URL}{query}").status_code == status
    assert desk.get(f"{URL}bilan.xlsx{query}").status_code == 200


def test_more_rows_make_no_more_queries(aisne, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(40) as counted:
            indicators(last_month())
        return len(counted)

    structure()
    workshop()
    few = queries()
    for number in range(8):
        workshop(days=-number - 1)
        target(29100 + number)

    assert queries() == few
