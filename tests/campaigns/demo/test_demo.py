"""The campaigns of the demonstration: near the figures of 2022, and whole."""

from collections import Counter
from datetime import datetime, timedelta
from statistics import mean

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.actions.reconcile import totals
from campaigns.demo.plan import PARIS, TOTAL, plan
from campaigns.demo_steps import load_campaigns
from campaigns.domain import accounts
from campaigns.domain.states import BEFORE_PUBLICATION, State
from campaigns.models import (
    Account,
    AccountState,
    Boost,
    BoostState,
    Campaign,
    Gift,
    Patron,
    Payout,
    PayoutState,
    Receipt,
    Statement,
)
from campaigns.models.checking import faults
from campaigns.models.journal import trial_balance
from campaigns.reading import figures_of
from campaigns.waiting_money import waiting_money
from search import listings
from search.listings import Facet, Query
from tenants.models import Alert, Mail
from territories.domain.school_year import SchoolYear
from territories.models.school import Origin
from tests.territories.factories import SchoolFactory

AT = datetime(2026, 11, 21, 9, tzinfo=PARIS)


def test_the_figures_are_near_those_of_2022() -> None:
    rows = plan(AT)
    over = [row for row in rows if row.ended_at]
    funded = [row for row in over if row.state != State.FAILED]

    assert len(rows) == TOTAL == 150
    assert len(funded) / len(over) == pytest.approx(0.89, abs=0.02)
    assert mean(row.minimum_cents for row in over) == pytest.approx(93_500, rel=0.15)
    assert mean(row.optimum_cents for row in over) == pytest.approx(241_700, rel=0.15)
    assert mean(row.raised_cents for row in funded) == pytest.approx(142_400, rel=0.15)
    assert mean(gift for row in rows for gift in row.gifts) == pytest.approx(5200, rel=0.2)
    assert len({SchoolYear.of(row.published_at.date()) for row in over}) == 3


def test_every_planned_sum_agrees_with_its_state() -> None:
    for row in plan(AT):
        assert sum(row.gifts) + row.boost_cents == row.raised_cents <= row.optimum_cents
        assert row.boost_cents <= sum(row.gifts)
        if row.state == State.FAILED:
            assert row.raised_cents < row.minimum_cents
        elif row.ended_at:
            assert row.raised_cents >= row.minimum_cents
            assert row.ended_at < AT
        elif row.state == State.PUBLISHED:
            assert row.published_at < AT <= row.closes_at
            assert row.raised_cents < row.optimum_cents
        else:
            assert row.raised_cents == 0


@pytest.fixture
def loaded(national):
    for number, kind in enumerate(("elementary", "elementary", "college", "vocational-lycee")):
        SchoolFactory(origin=Origin.DEMO, kind=kind, official_labels=["rep"] if number else [])
    load_campaigns(national, timezone.localtime())
    return national


@pytest.mark.django_db
def test_the_demonstration_is_whole_and_loaded_once(loaded) -> None:
    rows = Campaign.objects.select_related("proposal")
    figures = figures_of([row.pk for row in rows])
    states = Counter(row.state for row in rows)

    assert len(rows) == TOTAL
    assert set(states) >= set(BEFORE_PUBLICATION) | {State.PUBLISHED, State.PAID, State.FAILED}
    for row in rows:
        assert sum(line["cents"] for line in row.proposal.budget) == row.optimum_cents
        is_funded = figures[row.pk].raised_cents >= row.minimum_cents
        if row.ended_at:
            # What goes back after a cancellation leaves the sum.
            assert is_funded is (row.state not in {State.FAILED, State.CANCELLED})
            assert (row.succeeded_at is None) is (row.state == State.FAILED)
    found = listings.find(Query(kinds=["campaign"], facets={Facet.STATE: ["open"]}))
    assert found.total == states[State.PUBLISHED]
    balances = {row.code: row.balance.cents for row in trial_balance()}
    assert balances[accounts.SUSPENSE] == 0
    waiting = {row.account: row for row in waiting_money(timezone.now())}
    assert accounts.TRANSIT_SEPA in waiting
    assert not any(row.is_old for row in waiting.values())
    assert sum(balances.values()) == 0
    assert list(faults()) == []
    nights = Statement.objects.order_by("number").values_list("day", "entries")
    assert [day for day, _entries in nights][-1] == timezone.localdate() - timedelta(days=1)
    assert len([entries for _day, entries in nights if entries]) == 4
    provider, books = totals()
    assert provider == books
    assert all(balances[code] >= 0 for code in balances if code.startswith(("fund:", "refund_")))
    visitor = Client(headers={"host": "trousse.localhost"})
    for campaign in Campaign.objects.public()[:3]:
        page = visitor.get(f"/collectes/{campaign.slug}/").content.decode()
        assert "donateur1" not in page
        assert "@example.org" not in page
    load_campaigns(loaded, timezone.localtime())
    assert Campaign.objects.count() == TOTAL


@pytest.mark.django_db
def test_patrons_boosts_receipts_and_payouts_are_there(loaded) -> None:
    states = set(Boost.objects.values_list("state", flat=True))
    closed = Account.objects.filter(state=AccountState.CLOSED, family="campaign")

    assert Patron.objects.count() == 7
    assert set(Payout.objects.values_list("state", flat=True)) == {
        PayoutState.EXPORTED,
        PayoutState.BOOKED,
    }
    assert {BoostState.POSTED, BoostState.RETURNED} <= states
    assert not any(account.balance_cents for account in closed)
    assert Receipt.objects.valid().count() > 20
    assert Receipt.objects.filter(replaces__isnull=False).count() == 1
    assert Gift.objects.filter(wants_receipt=True).count() > Receipt.objects.count()
    assert not Mail.objects.filter(kind__startswith="campaigns.").exists()
    assert not Alert.objects.filter(kind__startswith="campaigns.").exists()
    page = Client(headers={"host": "trousse.localhost"}).get("/collectes/mecenes/")
    assert page.content.decode().count("Fondation") >= 3
    assert "mecenat1@example.org" not in page.content.decode()
