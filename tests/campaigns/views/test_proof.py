"""The page of proof: what anybody computes again, and nothing that tells a gift."""

import csv
import hashlib
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.actions.seal_day import seal_day
from campaigns.domain.sealing import GENESIS
from campaigns.jobs import seal_yesterday
from campaigns.models import Statement
from tests.campaigns.books import a_campaign, euros, give

pytestmark = pytest.mark.usefixtures("national")
PAGE, FILE = "/collectes/preuve/", "/collectes/preuve/jours.csv"
FIRST = date(2020, 1, 1)


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "trousse.localhost"})


def seal(days: int, start: date = FIRST) -> None:
    for number in range(days):
        seal_day(start + timedelta(days=number))


def test_anybody_computes_the_chain_again_from_the_file(visitor):
    give(a_campaign(), euros(20))
    seal(2)
    give(a_campaign(), euros(30))
    seal(1, FIRST + timedelta(days=2))

    said = visitor.get(FILE).content.decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(said), delimiter=";")

    before = GENESIS
    for day, number, entries, movements, content, previous, digest in rows:
        words = f"{before}|{day}|{number}|{entries}|{movements}|{content}"
        assert previous == before
        assert digest == hashlib.sha256(words.encode()).hexdigest()
        before = digest
    assert [row[2] for row in rows] == ["2", "0", "2"]
    assert before in visitor.get(PAGE).content.decode()


def test_the_sum_and_the_salt_stay_out_of_the_page_and_the_file(visitor):
    """A day with one gift: 73.19 € in, 73.19 € allocated; its sum would tell it."""
    give(a_campaign(), euros("73.19"))
    seal(1)
    kept = Statement.objects.get()

    said = visitor.get(PAGE).content.decode() + visitor.get(FILE).content.decode()

    assert kept.total_cents == 14638
    for secret in ("7319", "73,19", "73.19", "14638", "146,38", str(kept.salt), kept.salt.hex):
        assert secret not in said.replace(kept.digest, "").replace(kept.content, "")


def test_as_many_queries_for_many_days(visitor):
    seal(2)
    visitor.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        visitor.get(PAGE)
    seal(40, FIRST + timedelta(days=2))
    with CaptureQueriesContext(connection) as many:
        page = visitor.get(PAGE)
    assert len(many) == len(few)
    assert page.content.decode().count("<code") == 32
    assert visitor.get(PAGE, {"page": "2"}).content.decode().count("<code") == 12


@pytest.mark.parametrize("page", ["0", "x", "999999999999999999999", "²"])
def test_a_page_that_is_none_is_answered(visitor, page):
    assert visitor.get(PAGE, {"page": page}).status_code == 200


def test_the_job_seals_the_days_until_yesterday(visitor):
    today = timezone.localdate()
    seal_day(today - timedelta(days=3))

    assert seal_yesterday(timezone.now()) == 2
    assert seal_yesterday(timezone.now()) == 0

    assert Statement.objects.first().day == today - timedelta(days=1)
    assert "/collectes/preuve/" in visitor.get("/collectes/chiffres/").content.decode()
