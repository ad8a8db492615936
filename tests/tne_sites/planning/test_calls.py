"""The people to telephone: those whom a call still helps, all of them, and until when."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.workshops import hour
from tests.tne_sites.factories import RegistrationFactory
from tests.tne_sites.views.test_finder import publish
from tne_sites import clock
from tne_sites.models import Call, Workshop, WorkshopMessage

pytestmark = pytest.mark.django_db
PATH = "/admin/ateliers/appels/"


def to_call(workshop: Workshop, people: int = 1, **fields) -> list[Call]:
    values = {"workshop": workshop, "email": "", "phone": "+33612345678", **fields}
    return [
        Call.objects.create(
            registration=RegistrationFactory(**values), reason="offer", created_at=timezone.now()
        )
        for _ in range(people)
    ]


def test_the_list_is_in_pages_and_forgets_nobody(team) -> None:
    to_call(publish(capacity=None), 51)

    first, second = team.get(PATH), team.get(f"{PATH}?p=2")

    assert [len(page.context["calls"]) for page in (first, second)] == [50, 1]
    assert "?p=2" in first.content.decode()


def test_a_call_is_noted_on_its_page_of_the_list(team) -> None:
    (call,) = to_call(publish())

    answers = [team.post(f"{PATH}?p=2", {"call": pk}) for pk in (call.pk, 0)]

    call.refresh_from_db()
    assert call.done_at is not None
    assert {answer["Location"] for answer in answers} == {f"{PATH}?p=2"}


def test_the_desk_offers_to_note_a_call_that_is_to_be_made(team) -> None:
    workshop = publish()
    (call,) = to_call(workshop, name="Omar")
    desk = f"/admin/ateliers/{workshop.pk}/"

    before = team.get(desk).content.decode()
    team.post(f"{desk}personne/{call.registration_id}/", {"action": "called"})
    after = team.get(desk).content.decode()

    assert 'value="called"' in before
    assert 'value="called"' not in after


def test_the_hour_read_out_is_that_of_the_place(team) -> None:
    workshop = publish(time_zone_name="America/Guadeloupe", starts_in=timedelta(days=9))
    end = datetime(2026, 7, 14, 23, 30, tzinfo=UTC)  # the day after in Paris
    to_call(workshop, state="offered", offer_ends_at=end)

    pages = [team.get(path).content.decode() for path in (PATH, f"/admin/ateliers/{workshop.pk}/")]

    for page in pages:
        assert hour(end.astimezone(workshop.time_zone)) in page
        assert "mardi 14 juillet" in page


def test_what_was_said_and_noted_bears_the_hour_of_the_department(team, monkeypatch) -> None:
    workshop = publish()
    (call,) = to_call(workshop)
    at = datetime(2026, 7, 15, 2, 30, tzinfo=UTC)  # the evening before in Guadeloupe
    Call.objects.filter(pk=call.pk).update(created_at=at)
    WorkshopMessage.objects.create(workshop=workshop, subject="Salle", body="B.", sent_at=at)
    monkeypatch.setattr(clock, "zone", lambda: ZoneInfo("America/Guadeloupe"))

    pages = [team.get(path).content.decode() for path in (PATH, f"/admin/ateliers/{workshop.pk}/")]

    for page in pages:
        assert "14/07/2026 22:30" in page
        assert "UTC−04:00" in page


def test_nothing_is_said_of_the_clock_of_paris(team) -> None:
    to_call(publish())

    assert "UTC" not in team.get(PATH).content.decode()


def test_lists_of_people_cost_the_same_for_two_and_ten(team) -> None:
    workshop = publish(capacity=None)
    paths = (PATH, f"/admin/ateliers/{workshop.pk}/")

    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert [team.get(path).status_code for path in paths] == [200, 200]
        return len(made)

    to_call(workshop, 2)
    queries()
    few = queries()
    to_call(workshop, 8)

    assert queries() == few
