"""A boost: proposed within the rules, agreed to, given once, and home again on failure."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.approve_settlement import AnotherPerson
from campaigns.actions.boost_campaign import (
    approve_boost,
    propose_boost,
    take_back_boost,
    withdraw_boost,
)
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.decide_policy import decide_policy
from campaigns.actions.guards import NotYours
from campaigns.actions.keep_patron import record_endowment
from campaigns.actions.refuse_gift import refuse_gift
from campaigns.domain import accounts, policy
from campaigns.domain.boosts import BoostRefused
from campaigns.domain.policy import BoostReading
from campaigns.domain.states import State
from campaigns.models import Boost, BoostState, Campaign, Entry, Policy
from campaigns.models.checking import faults
from campaigns.models.posting import NotEnoughMoney
from campaigns.terms import terms_of
from kernel.domain import DomainError
from kernel.money import ZERO, Money
from tenants.models import Alert
from tests.accounts.factories import UserFactory
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import give, open_campaign, work
from tests.campaigns.solidarity import a_keeper, an_agreement, an_officer, fill_fund

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def code_of(campaign: Campaign) -> str:
    return accounts.campaign(campaign.pk)


def boost(campaign: Campaign, fund: str, amount: int, by=None, **more) -> Boost:
    by = by or an_officer()
    made = propose_boost(
        campaign_id=campaign.pk, fund=fund, amount=euros(amount), by=by, at=timezone.now(), **more
    )
    return approve_boost(boost_id=made.pk, by=by, at=timezone.now())


def test_a_boost_brings_a_campaign_to_its_minimum(till):
    campaign, agreement = open_campaign(minimum=100), an_agreement(500)
    give(till, campaign, 60)

    made = boost(campaign, agreement.account, 40)

    assert made.state == BoostState.POSTED
    assert made.agreement == agreement
    assert raised(code_of(campaign)) == euros(100)
    assert balance(agreement.account) == euros(460)
    assert Entry.objects.get(key=f"topup:{made.pk}").source == f"boost:{made.pk}"


def test_it_is_given_once(till):
    campaign, fund = open_campaign(minimum=100), fill_fund(500)
    give(till, campaign, 60)
    made = boost(campaign, fund, 40)

    with pytest.raises(BoostRefused):
        approve_boost(boost_id=made.pk, by=an_officer(), at=timezone.now())

    assert raised(code_of(campaign)) == euros(100)


def test_above_the_limit_somebody_else_agrees(till, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(30))
    campaign, fund, officer = open_campaign(minimum=100), fill_fund(500), an_officer()
    give(till, campaign, 60)
    made = propose_boost(
        campaign_id=campaign.pk, fund=fund, amount=euros(40), by=officer, at=timezone.now()
    )

    with pytest.raises(AnotherPerson):
        approve_boost(boost_id=made.pk, by=officer, at=timezone.now())
    assert raised(code_of(campaign)) == euros(60)

    assert approve_boost(boost_id=made.pk, by=an_officer(), at=timezone.now()).approved_by


def test_rules_are_judged_again_when_somebody_agrees(till):
    campaign, fund, officer = open_campaign(minimum=100, optimum=110), fill_fund(500), an_officer()
    give(till, campaign, 60)
    made = propose_boost(
        campaign_id=campaign.pk, fund=fund, amount=euros(40), by=officer, at=timezone.now()
    )
    give(till, campaign, 30)

    with pytest.raises(BoostRefused):
        approve_boost(boost_id=made.pk, by=officer, at=timezone.now())

    assert withdraw_boost(boost_id=made.pk, by=officer, at=timezone.now()).ended_at


@pytest.mark.parametrize("rules", [{"themes": ["sport"]}, {"departments": ["2A"]}])
def test_an_envelope_is_for_its_campaigns_alone(till, rules):
    campaign, agreement = open_campaign(minimum=100), an_agreement(500, **rules)
    give(till, campaign, 60)

    with pytest.raises(BoostRefused):
        boost(campaign, agreement.account, 40)


def test_an_agreement_that_is_over_helps_nobody(till):
    yesterday = timezone.localdate() - timedelta(days=1)
    campaign, agreement = open_campaign(minimum=100), an_agreement(500, ends_on=yesterday)
    give(till, campaign, 60)

    with pytest.raises(BoostRefused):
        boost(campaign, agreement.account, 40)


def test_an_envelope_is_never_overdrawn(till):
    campaign, fund = open_campaign(minimum=100), fill_fund(30)
    give(till, campaign, 60)

    with pytest.raises(NotEnoughMoney):
        boost(campaign, fund, 40)


def test_a_stranger_boosts_nothing(till):
    campaign, fund = open_campaign(minimum=100), fill_fund(500)
    give(till, campaign, 60)

    with pytest.raises(NotYours):
        boost(campaign, fund, 40, by=UserFactory())


def test_on_failure_each_boost_goes_home(till):
    campaign = open_campaign(minimum=100)
    agreement, fund = an_agreement(500), fill_fund(200)
    give(till, campaign, 60)
    boost(campaign, agreement.account, 20, exception="Le fonds suit.")
    boost(campaign, fund, 10, exception="Le mécène suit.")

    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    work()

    campaign.refresh_from_db()
    assert campaign.state == State.FAILED
    assert balance(agreement.account) == euros(500)
    assert balance(fund) == euros(200)
    assert set(Boost.objects.values_list("state", flat=True)) == {BoostState.RETURNED}


def test_another_person_takes_a_boost_back_with_a_reason(till):
    campaign, fund, officer = open_campaign(minimum=100), fill_fund(200), an_officer()
    give(till, campaign, 60)
    made = boost(campaign, fund, 40, by=officer)

    with pytest.raises(AnotherPerson):
        take_back_boost(boost_id=made.pk, by=officer, at=timezone.now(), reason="Erreur")
    with pytest.raises(DomainError):
        take_back_boost(boost_id=made.pk, by=an_officer(), at=timezone.now(), reason=" ")
    take_back_boost(boost_id=made.pk, by=an_officer(), at=timezone.now(), reason="Erreur")

    assert raised(code_of(campaign)) == euros(60)
    assert balance(fund) == euros(200)


def test_a_refused_gift_warns_that_boosts_are_too_large(till):
    campaign, fund, officer = open_campaign(minimum=100), fill_fund(200), an_officer()
    gift = give(till, campaign, 50)
    give(till, campaign, 10)
    made = boost(campaign, fund, 40, by=officer)

    refuse_gift(gift_id=gift.pk, reason="Non", by=officer, at=timezone.now())
    assert Alert.objects.filter(kind="campaigns.boosts-over").exists()
    work()

    take_back_boost(boost_id=made.pk, by=an_officer(), at=timezone.now(), reason="Trop")
    assert raised(code_of(campaign)) == euros(10)


def test_what_a_patron_pays_is_recorded_once_and_never_more_than_promised(till):
    agreement = an_agreement(500)
    reference = agreement.endowments.get().reference
    row = {"agreement_id": agreement.pk, "by": a_keeper(), "at": timezone.now()}

    for reference_typed, amount, day in (
        (reference, 1, 0), ("VIR AUTRE", 1, 0), ("VIR DEMAIN", 1, 1),
    ):  # fmt: skip
        with pytest.raises(DomainError):
            record_endowment(
                **row,
                amount=Money(amount),
                reference=reference_typed,
                received_on=timezone.localdate() + timedelta(days=day),
            )

    assert balance(agreement.account) == euros(500)


def new_rules(at, **changes) -> Policy:
    values = {
        "commission_percent": 5, "least_gift_cents": 500, "largest_gift_cents": 1_000_000,
        "minimum_cap_cents": 500_000, "longest_days": 90, "two_persons_cents": 300_000,
        "boost_reading": BoostReading.TOTAL, "boost_percent": 50, "reason": "Essai",
    }  # fmt: skip
    return Policy(valid_from=at, **(values | changes))


def test_new_rules_apply_to_what_is_published_after(till):
    now = timezone.now()
    before = open_campaign(minimum=50, published_at=now)
    decide_policy(policy=new_rules(now + timedelta(days=1)), by=a_keeper(), at=now)
    after = open_campaign(minimum=50, published_at=now + timedelta(days=2))
    for campaign in (before, after):
        give(till, campaign, 60)
        close_campaign(campaign_id=campaign.pk, at=now + timedelta(days=31))
    work()

    assert terms_of(before).commission_percent == policy.COMMISSION_PERCENT
    assert balance(accounts.payable(code_of(before))) == euros("56.10")
    assert balance(accounts.payable(code_of(after))) == euros(57)
    assert balance(accounts.COMMISSION) == euros("6.90")


def test_rules_are_not_changed_for_the_past_nor_by_an_officer(till):
    now = timezone.now()

    with pytest.raises(DomainError):
        decide_policy(policy=new_rules(now - timedelta(days=1)), by=a_keeper(), at=now)
    with pytest.raises(NotYours):
        decide_policy(policy=new_rules(now + timedelta(days=1)), by=an_officer(), at=now)
    assert Policy.objects.count() == 0
    assert balance(accounts.COMMISSION) == ZERO
