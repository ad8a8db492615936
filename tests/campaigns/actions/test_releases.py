"""Envelopes that nobody could use: released by two persons, to where they may go."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.actions.approve_settlement import AnotherPerson
from campaigns.actions.guards import NotYours
from campaigns.actions.release_envelope import approve_release, propose_release, withdraw_release
from campaigns.domain import accounts
from campaigns.domain.releases import ReleaseRefused
from campaigns.models import Agreement, Release
from campaigns.models.checking import faults
from campaigns.reserves import reserve_of
from kernel.money import ZERO
from tests.campaigns.books import balance, euros
from tests.campaigns.solidarity import an_agreement, an_officer, fill_fund

pytestmark = pytest.mark.django_db
YEARS = timedelta(days=800)


@pytest.fixture(autouse=True)
def books_stay_right(national):
    yield
    assert list(faults()) == []


def propose(source: str, by, amount: int = 40, *, target: str = accounts.SOLIDARITY, at=None):
    return propose_release(
        source=source,
        target=target,
        amount=euros(amount),
        reason="Personne depuis un an",
        by=by,
        at=at or timezone.now() + YEARS,
    )


def test_an_earmark_unused_for_a_year_goes_to_the_free_fund(treasurer, other_treasurer):
    fund = fill_fund(100, "theme:sport")
    row = propose(fund, treasurer)
    with pytest.raises(AnotherPerson):
        approve_release(release_id=row.pk, by=treasurer, at=timezone.now() + YEARS)

    approve_release(release_id=row.pk, by=other_treasurer, at=timezone.now() + YEARS)
    with pytest.raises(ReleaseRefused):
        approve_release(release_id=row.pk, by=other_treasurer, at=timezone.now() + YEARS)

    assert balance(fund) == euros(60)
    assert balance(accounts.SOLIDARITY) == euros(40)


def test_what_came_this_year_stays(treasurer):
    fund = fill_fund(100, "theme:sport")

    with pytest.raises(ReleaseRefused):
        propose(fund, treasurer, at=timezone.now() + timedelta(days=30))


def test_an_agreement_that_is_over_goes_to_its_patrons_next_one(treasurer, other_treasurer):
    today = timezone.localdate()
    old = an_agreement(1000)
    with pytest.raises(ReleaseRefused):
        propose(old.account, treasurer, at=timezone.now())
    Agreement.objects.filter(pk=old.pk).update(ends_on=today - timedelta(days=1))
    stranger, renewed = an_agreement(1000), an_agreement(1000)
    Agreement.objects.filter(pk=renewed.pk).update(patron=old.patron)
    now = timezone.now()
    assert list(reserve_of(old.account, now).targets) == [renewed.account, accounts.SOLIDARITY]
    with pytest.raises(ReleaseRefused):
        propose(old.account, treasurer, target=stranger.account, at=now)

    row = propose(old.account, treasurer, 1000, target=renewed.account, at=now)
    approve_release(release_id=row.pk, by=other_treasurer, at=now)

    assert balance(old.account) == ZERO
    assert balance(renewed.account) == euros(2000)


def test_one_at_a_time_and_withdrawn(treasurer):
    fund = fill_fund(100, "theme:sport")
    row = propose(fund, treasurer)
    with pytest.raises(ReleaseRefused):
        propose(fund, treasurer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(
            source=fund, target="fund:solidarity", amount_cents=1, reason="x",
            proposed_by=treasurer, proposed_at=timezone.now(),
        )  # fmt: skip

    withdraw_release(release_id=row.pk, by=treasurer, at=timezone.now())

    assert propose(fund, treasurer).pk != row.pk


def test_only_treasurers_release(treasurer):
    fund = fill_fund(100, "theme:sport")

    with pytest.raises(NotYours):
        propose(fund, an_officer())
    row = propose(fund, treasurer)
    with pytest.raises(NotYours):
        approve_release(release_id=row.pk, by=an_officer(), at=timezone.now())
    assert balance(fund) == euros(100)


def test_the_database_wants_two_persons(treasurer):
    row = propose(fill_fund(100, "theme:sport"), treasurer)

    with pytest.raises(IntegrityError, match="release_takes_two_persons"), transaction.atomic():
        Release.objects.filter(pk=row.pk).update(approved_by=treasurer)
    with pytest.raises(IntegrityError, match="release_positive"), transaction.atomic():
        Release.objects.filter(pk=row.pk).update(amount_cents=0)
