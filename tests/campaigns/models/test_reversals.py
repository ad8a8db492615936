"""An entry is undone by its mirror, once."""

import pytest
from django.db import IntegrityError
from django.utils.translation import override

from campaigns.domain import accounts
from campaigns.domain.ledger import reverse
from campaigns.models import Entry
from campaigns.models.posting import (
    MovementNotAllowed,
    post,
    read,
)
from kernel.money import ZERO
from tests.campaigns.books import NOON, a_campaign, balance, euros, give, move, raised

pytestmark = pytest.mark.usefixtures("national")


def test_an_entry_is_reversed_once_and_by_its_mirror():
    campaign = a_campaign()
    give(campaign, euros(10), payment="p", gift=5)
    wrong = read("allocate:p")

    post(reverse(wrong, at=NOON))
    post(reverse(wrong, at=NOON))

    assert balance(campaign) == raised(campaign) == ZERO
    assert balance(accounts.SUSPENSE) == euros(10)
    assert Entry.objects.get(key="rev:allocate:p").reverses.key == "allocate:p"


def test_a_reversal_that_is_no_mirror_is_refused():
    campaign = a_campaign()
    give(campaign, euros(10), payment="p", gift=5)
    back = ("rev:allocate:p", (campaign, accounts.SUSPENSE, euros(9)))

    with override("en"), pytest.raises(MovementNotAllowed, match="corrected"):
        move("reversal", back[1], key=back[0], campaign=campaign, reverses="allocate:p")
    with override("en"), pytest.raises(MovementNotAllowed, match="corrected"):
        move("reversal", back[1], key=back[0], campaign=campaign, reverses="allocate:q")


def test_a_reversal_cannot_be_reversed():
    move("receive", (accounts.PSP, accounts.SUSPENSE, euros(10)), key="r")
    post(reverse(read("r"), at=NOON))

    with override("en"), pytest.raises(MovementNotAllowed, match="corrected"):
        move("reversal", (accounts.PSP, accounts.SUSPENSE, euros(10)), key="x", reverses="rev:r")


def test_a_second_reversal_under_another_key_is_refused():
    move("receive", (accounts.PSP, accounts.SUSPENSE, euros(10)), key="r")
    post(reverse(read("r"), at=NOON))

    with pytest.raises(IntegrityError, match="reverses"):
        move("reversal", (accounts.SUSPENSE, accounts.PSP, euros(10)), key="again", reverses="r")
