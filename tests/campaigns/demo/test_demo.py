"""The campaigns of the demonstration: near the figures of 2022, and whole."""

from collections import Counter
from datetime import datetime
from statistics import mean

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.demo.plan import PARIS, TOTAL, plan
from campaigns.demo_steps import load_campaigns
from campaigns.domain import accounts
from campaigns.domain.states import BEFORE_PUBLICATION, State
from campaigns.models import Campaign
from campaigns.models.journal import trial_balance
from campaigns.reading import figures_of
from search import listings
from search.listings import Facet, Query
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
        assert sum(row.gifts) == row.raised_cents <= row.optimum_cents
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
            assert is_funded is (row.state != State.FAILED)
    found = listings.find(Query(kinds=["campaign"], facets={Facet.STATE: ["open"]}))
    assert found.total == states[State.PUBLISHED]
    balances = {row.code: row.balance.cents for row in trial_balance()}
    assert balances[accounts.SUSPENSE] == 0
    assert sum(balances.values()) == 0
    visitor = Client(headers={"host": "trousse.localhost"})
    for campaign in Campaign.objects.public()[:3]:
        page = visitor.get(f"/collectes/{campaign.slug}/").content.decode()
        assert "donateur1" not in page
        assert "@example.org" not in page
    load_campaigns(loaded, timezone.localtime())
    assert Campaign.objects.count() == TOTAL
