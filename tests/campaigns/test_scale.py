"""Rows for measurements: as many as asked, and books that are found right."""

from collections import Counter

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client

from campaigns.domain.states import State
from campaigns.models import Account, Campaign, Gift
from campaigns.models.checking import faults
from campaigns.scale.rows import gifts_of, state_of
from search import listings
from search.listings import Query
from tenants.models import Tenant
from tests.campaigns.factories import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(national, settings) -> Tenant:
    settings.DEVELOPMENT = True
    a_school()
    for _ in range(2):  # the second series comes beside the first
        call_command("load_test_campaigns", count=13, gifts=60)
    connection.set_tenant(national)
    return national


def test_every_row_is_there_and_the_books_balance(loaded) -> None:
    states = Counter(Campaign.objects.values_list("state", flat=True))

    assert states == {State.COMPLETED: 16, State.FAILED: 2, State.PUBLISHED: 8}
    assert Gift.objects.count() == 120
    assert list(faults()) == []
    accounts = Account.objects.filter(family="campaign")
    assert sum(row.raised_cents for row in accounts) == sum(
        Gift.objects.values_list("amount_cents", flat=True)
    )
    assert not any(row.balance_cents for row in accounts.filter(state="closed"))
    assert listings.find(Query(kinds=["campaign"])).total == 24
    cache.clear()
    page = Client(headers={"host": "trousse.localhost"}).get("/collectes/chiffres/")
    assert page.context["whole"].funded == 16


@pytest.mark.parametrize(("count", "gifts"), [(1, 5), (7, 3), (12, 100), (25, 101), (40, 999)])
def test_each_gift_has_one_campaign(count: int, gifts: int) -> None:
    given = [gift for number in range(count) for gift in gifts_of(number, count, gifts)]

    assert sorted(given) == list(range(gifts))
    assert all(
        not gifts_of(number, count, gifts)
        for number in range(count)
        if state_of(number) == State.FAILED
    )


def test_it_refuses_where_people_give(national, settings) -> None:
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError):
        call_command("load_test_campaigns", count=1, gifts=1)
