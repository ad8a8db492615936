"""The public page of figures: each number recomputed here in plain Python."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns import tallies
from campaigns.domain.states import State
from campaigns.models import Gift, Payment
from campaigns.periods import period_of
from campaigns.views.figures import count_again
from territories.domain.school_year import SchoolYear
from tests.campaigns import definitions
from tests.campaigns.factories import a_collection, a_school
from tests.territories.factories import SchoolFactory

pytestmark = pytest.mark.django_db
# What each table of the page is counted by.
KEYS = {
    "theme": lambda row: [row.theme],
    "format": lambda row: [row.format],
    "level": lambda row: row.levels,
    "stage": lambda row: [row.stage],
    "department": lambda row: [row.department],
    "academy": lambda row: [row.academy],
    "label": lambda row: ["yes" if row.is_courte_echelle else "no"],
}


@pytest.fixture
def visitor(national) -> Client:
    cache.clear()
    return Client(headers={"host": "trousse.localhost"})


def over(raised: int, state: State = State.PAID, **fields):
    end = datetime(2026, 3, 1, 23, 59, tzinfo=ZoneInfo("Europe/Paris"))
    begin = end - timedelta(days=30)
    moments = {"opens_at": begin, "closes_at": end, "ended_at": end, "published_at": begin}
    succeeded = None if state == State.FAILED else end
    more = {"submitted_at": begin, "succeeded_at": succeeded, **moments}
    return a_collection(raised=raised, state=state, **(more | fields))


def a_gift(campaign, cents: int, email: str, **fields) -> None:
    gift = Gift.objects.create(campaign=campaign, amount_cents=cents, donor_email=email, **fields)
    Payment.objects.create(
        gift=gift, state="succeeded", amount_cents=cents, expires_at=timezone.now()
    )


def test_the_page_counts_what_the_rows_say(visitor) -> None:
    paid = over(100_000)
    over(150_000, State.COMPLETED, theme="sport")
    over(20_000, State.FAILED)
    over(70_000, State.CANCELLED)
    a_collection(raised=60_000, submitted_at=timezone.now())
    a_gift(paid, 2500, "a@example.org")
    a_gift(paid, 5001, "a@example.org")
    a_gift(paid, 40_000, "b@example.org", donor_kind="company")
    a_gift(paid, 9999, "c@example.org", refused_at=timezone.now())

    page = visitor.get("/collectes/chiffres/")
    whole, gifts = page.context["whole"], page.context["gifts"]

    assert page.status_code == 200
    assert (whole.published, whole.completed, whole.funded, whole.cancelled) == (5, 4, 3, 1)
    assert whole.raised_cents == 250_000
    assert whole.mean_raised_cents == 125_000
    assert (gifts.number, gifts.donors, gifts.companies) == (3, 2, 1)
    assert gifts.bands == (1, 0, 1, 0, 1, 0, 0)
    assert "example.org" not in page.content.decode()


def test_filters_narrow_every_number(visitor) -> None:
    over(100_000)
    over(150_000, State.COMPLETED, theme="sport")

    def completed(query: str) -> int:
        return visitor.get(f"/collectes/chiffres/{query}").context["whole"].completed

    assert completed("?theme=sport") == 1
    assert completed("?annee=2025-2026") == 2
    assert completed("?annee=2024-2025") == 0
    assert completed("?annee=nimporte") == 2
    assert completed("?departement=%00") == 2
    assert completed("?theme=inconnu") == 0


def test_tables_are_taken_away_as_csv(visitor) -> None:
    over(100_000)

    answer = visitor.get("/collectes/chiffres/theme.csv")

    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert len(lines) == 2
    assert visitor.get("/collectes/chiffres/rien.csv").status_code == 404


def test_the_page_makes_as_many_queries_whatever_the_rows(visitor) -> None:
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as caught:
            visitor.get("/collectes/chiffres/?theme=")
        return len(caught)

    over(100_000)
    queries()
    few = queries()
    for number in range(4):
        a_gift(over(100_000 + number), 1000, f"x{number}@example.org")

    assert queries() == few


def test_a_job_counts_before_visitors_wait(visitor) -> None:
    over(100_000)
    visitor.get("/collectes/chiffres/?annee=2026")
    visitor.get("/collectes/chiffres/?theme=sport")
    over(150_000)

    with CaptureQueriesContext(connection) as caught:
        assert count_again() == 4  # three languages, and the year that was asked for
    # Numbers are those of every language: the whole and the year are counted once each.
    assert sum("FROM campaigns_gift g" in query["sql"] for query in caught) == 2
    for query in ("", "?annee=2026"):
        with CaptureQueriesContext(connection) as caught:
            page = visitor.get(f"/collectes/chiffres/{query}")
        assert page.context["whole"].completed == 2
        assert not any("campaigns_gift" in query["sql"] for query in caught)


def test_a_calendar_year_is_another_one_than_that_of_schools(visitor) -> None:
    over(100_000)  # it ended on 1 March 2026, published the month before

    def published(year: str) -> int:
        return visitor.get("/collectes/chiffres/", {"annee": year}).context["whole"].published

    assert [published(year) for year in ("2025-2026", "2026", "2025", "2026-2027")] == [1, 1, 0, 0]
    assert "2026" in visitor.get("/collectes/chiffres/", {"annee": "2026"}).content.decode()


@pytest.mark.parametrize("typed", ["", "2025-2026", "2026"])
def test_the_database_counts_what_the_definitions_say(national, typed) -> None:
    """Noumea's New Year is not Paris's: midnights of both, every state, several levels."""
    zone = ZoneInfo("Europe/Paris")
    moments = [
        datetime(2025, 8, 31, 23, 30, tzinfo=zone), datetime(2025, 12, 31, 12, 0, tzinfo=zone),
        datetime(2025, 12, 31, 23, 59, tzinfo=zone), datetime(2026, 8, 31, 15, 0, tzinfo=zone),
    ]  # fmt: skip
    kinds = [State.PAID, State.FAILED, State.CANCELLED, State.PUBLISHED, State.COMPLETED]
    schools = [a_school(), SchoolFactory(department_id="988")]
    for number, at in enumerate(moments * 5):
        state = kinds[number % 5]
        a_collection(
            raised=1_000 * number, state=state, school=schools[number % 2], submitted_at=at,
            published_at=at + timedelta(days=1), ended_at=at + timedelta(days=number),
            succeeded_at=None if state in {State.FAILED, State.PUBLISHED} else at,
            theme="sport" if number % 3 else "", levels=["cycle_3", "cycle_4"][: number % 3],
            is_courte_echelle=number % 4 == 0,
        )  # fmt: skip
    period = period_of(typed)
    rows = definitions.rows()

    tally = tallies.count({}, period)

    def within(day) -> bool:
        return period is None or day in period

    assert tally.whole == definitions.figures(rows, within)
    assert tally.months == definitions.by_month(rows, within)
    for name, keys in KEYS.items():
        assert tally.by(name) == definitions.grouped(rows, keys, within), name
    ended = {SchoolYear.of(row.ended_on).start for row in rows if row.ended_on}
    assert set(tally.years) == ended
    assert sum(tally.years.values()) == sum(row.is_funded and bool(row.ended_on) for row in rows)
