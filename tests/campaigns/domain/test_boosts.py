"""How much a boost may be, whatever was given before; and which campaigns an envelope is for."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from campaigns.domain.boosts import (
    Books,
    BoostRefused,
    ceiling,
    is_over,
    most,
    refuse_boost,
    suggested,
)
from campaigns.domain.eligibility import Rules, Subject, misses, of_earmark
from campaigns.domain.policy import BoostReading, defaults
from kernel.money import ZERO, Money

cents = st.integers(min_value=0, max_value=10**7).map(Money)


def books(*, gifts: int, boosts: int = 0, optimum: int = 2000, minimum: int = 1000) -> Books:
    raised = gifts + boosts
    return Books(
        raised=Money.euros(raised),
        boosts=Money.euros(boosts),
        room=Money.euros(optimum - raised),
        minimum=Money.euros(minimum),
    )


@pytest.mark.parametrize(
    ("reading", "most_euros"),
    [(BoostReading.TOTAL, 600), (BoostReading.GIFTS, 300), (BoostReading.MINIMUM, 500)],
)
def test_fifty_percent_may_be_read_in_three_ways(reading, most_euros):
    terms = replace(defaults(), boost_reading=reading)

    assert most(books(gifts=600), terms) == Money.euros(most_euros)


@given(gifts=cents, boosts=cents, room=cents, percent=st.integers(0, 100))
def test_boosts_never_pass_their_share_nor_the_optimum(gifts, boosts, room, percent):
    terms = replace(defaults(), boost_percent=Decimal(percent))
    found = Books(raised=gifts + boosts, boosts=boosts, room=room, minimum=Money(100))
    added = most(found, terms)

    assert added <= room
    if added and percent < 100:
        total = boosts + added
        assert total.cents * 100 <= (gifts + total).cents * percent


def test_a_boost_is_suggested_only_when_it_reaches_the_minimum():
    assert suggested(books(gifts=600), defaults()) == Money.euros(400)
    assert suggested(books(gifts=400), defaults()) == ZERO
    assert suggested(books(gifts=1200), defaults()) == ZERO


@pytest.mark.parametrize(
    ("amount", "exception"),
    [(0, ""), (300, ""), (601, "Oui"), (1500, "Oui")],
    ids=["nothing", "misses the minimum", "more than donors", "past the optimum"],
)
def test_the_policy_refuses(amount, exception):
    with pytest.raises(BoostRefused):
        refuse_boost(books(gifts=600), Money.euros(amount), defaults(), exception)


def test_an_exception_has_a_reason_and_a_reached_minimum_needs_none():
    refuse_boost(books(gifts=600), Money.euros(300), defaults(), "Une autre aide suit.")
    refuse_boost(books(gifts=1100), Money.euros(5), defaults())
    refuse_boost(books(gifts=600), Money.euros(400), defaults())


def test_a_refused_gift_may_leave_too_much():
    assert not is_over(books(gifts=600, boosts=600), defaults())
    assert is_over(books(gifts=500, boosts=600), defaults())
    assert ceiling(books(gifts=0), defaults()) == ZERO


SEA = Subject(
    theme="environment",
    format="overnight_stay",
    levels=["cycle_3"],
    labels=["rep"],
    department="29",
    commune="29232",
    text="Une classe de mer, merci",
)


@pytest.mark.parametrize(
    ("rules", "missed"),
    [
        (Rules(), []),
        (Rules(themes=["environment"], departments=["29", "56"]), []),
        (Rules(themes=["sport"]), ["themes"]),
        (Rules(formats=["event"], levels=["cycle_4"]), ["formats", "levels"]),
        (Rules(labels=["rep", "rep_plus"]), []),
        (Rules(communes=["29019"]), ["communes"]),
        (Rules(keywords=["Classe de Mer"]), []),
        (Rules(keywords=["océan", "mer"]), []),
        (Rules(keywords=["asse"]), ["keywords"]),
        (Rules(keywords=["!"]), ["keywords"]),
    ],
)
def test_every_rule_of_an_envelope_is_met(rules, missed):
    assert misses(rules, SEA) == missed


@pytest.mark.parametrize(
    ("earmark", "is_for_it"),
    [("", True), ("theme:environment", True), ("theme:sport", False), ("level:cycle_3", True),
     ("department:29", True), ("department:56", False)],
)  # fmt: skip
def test_an_earmark_of_a_donor_is_a_rule(earmark, is_for_it):
    assert (not misses(of_earmark(earmark), SEA)) == is_for_it
