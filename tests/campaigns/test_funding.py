"""What such projects asked for and raised: the port, and the gauge beside the goals."""

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.domain.states import State
from campaigns.funding import ClosedCampaigns, gauge_of
from kernel.money import Money
from kernel.ports import ClosedCampaign, funding_estimates
from tenants.context import enter
from tests.campaigns.factories import CampaignFactory, a_collection

pytestmark = pytest.mark.django_db


def closed(**fields):
    return a_collection(**({"state": State.PAID} | fields))


def test_only_campaigns_that_are_over_and_alike_are_comparable(national) -> None:
    closed(raised=70_000)
    closed(state=State.FAILED, raised=10_000)
    closed(state=State.CANCELLED, raised=70_000)
    closed(theme="sport", raised=80_000)
    closed(format="event", raised=90_000)
    closed(levels=["lycee"], raised=95_000)
    a_collection(raised=60_000)

    found = ClosedCampaigns().comparable(
        format_code="overnight_stay", themes=["science", "health"], levels=["cycle_3", "cycle_2"]
    )

    assert sorted(found, key=lambda row: row.raised) == [
        ClosedCampaign(minimum=Money(60_000), raised=Money(10_000)),
        ClosedCampaign(minimum=Money(60_000), raised=Money(70_000)),
    ]


def test_an_empty_word_narrows_nothing(national) -> None:
    closed(format="event", theme="sport", raised=90_000)
    closed(raised=70_000)

    assert len(ClosedCampaigns().comparable(format_code="", themes=(), levels=())) == 2


def test_a_department_asks_the_nation(national) -> None:
    closed(raised=70_000)

    with enter("tne_02"):
        assert len(ClosedCampaigns().comparable(format_code="", themes=(), levels=())) == 1


def test_the_port_is_fulfilled() -> None:
    assert isinstance(funding_estimates.first(), ClosedCampaigns)


def test_the_gauge_stands_beside_the_goals_from_five_campaigns_on(national) -> None:
    draft = CampaignFactory()
    teacher = Client(headers={"host": "trousse.localhost"})
    teacher.force_login(draft.holder)
    assert gauge_of(draft) is None
    for number in range(5):
        closed(raised=70_000 + 10_000 * number, ended_at=timezone.now())

    page = teacher.get(f"/mes-projets/{draft.pk}/budget/").content.decode()

    assert gauge_of(draft).main.amounts.median == Money(90_000)
    assert 'aria-labelledby="comparables"' in page
