"""The public page of figures: each number recomputed here in plain Python."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.domain.states import State
from campaigns.models import Gift, Payment
from tests.campaigns.factories import a_collection

pytestmark = pytest.mark.django_db


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


def test_a_calendar_year_is_another_one_than_that_of_schools(visitor) -> None:
    over(100_000)  # it ended on 1 March 2026, published the month before

    def published(year: str) -> int:
        return visitor.get("/collectes/chiffres/", {"annee": year}).context["whole"].published

    assert [published(year) for year in ("2025-2026", "2026", "2025", "2026-2027")] == [1, 1, 0, 0]
    assert "2026" in visitor.get("/collectes/chiffres/", {"annee": "2026"}).content.decode()
