"""Lines of the bank: each is read once, and becomes one thing, by the word of a person."""

import pytest
from django.utils import timezone

from campaigns.actions.explain_line import (
    LineRefused,
    explain_elsewhere,
    set_line_aside,
    take_from_provider,
)
from campaigns.actions.guards import NotYours
from campaigns.actions.import_statement import import_statement
from campaigns.actions.send_back import return_line
from campaigns.bank_suggestions import sure_matches
from campaigns.domain import accounts
from campaigns.domain.bank_lines import UnreadableStatement
from campaigns.models import BankLine, LineState, Payout
from campaigns.models.checking import faults
from kernel.money import ZERO, Money
from tests.campaigns.bank import THEIRS, arrives, camt, entry, match, pledge, shows
from tests.campaigns.books import balance, euros
from tests.campaigns.gifts import open_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


def test_no_line_is_kept_twice(treasurer):
    line, other = entry("10.00", own="1"), entry("20.00", own="2")
    first = import_statement(name="a", content=camt(line), by=treasurer, at=timezone.now())
    second = import_statement(name="b", content=camt(line, other), by=treasurer, at=timezone.now())

    assert (first.lines_new, second.lines_new, BankLine.objects.count()) == (1, 1, 2)
    with pytest.raises(UnreadableStatement):
        import_statement(name="a", content=camt(line), by=treasurer, at=timezone.now())


@pytest.mark.parametrize(
    "content",
    [
        camt(entry("1.00"), account=THEIRS),
        b" " * (5 * 1024 * 1024 + 1),
        camt(),
        f"date;montant\n{timezone.localdate()};12,00\n".encode(),  # the other format, same day
    ],
)
def test_a_file_that_is_not_ours_keeps_nothing(treasurer, content):
    shows(entry("10.00"), treasurer)

    with pytest.raises(UnreadableStatement):
        import_statement(name="x", content=content, by=treasurer, at=timezone.now())

    assert BankLine.objects.count() == 1


def test_only_treasurers_read_the_bank(officer):
    with pytest.raises(NotYours):
        shows(entry("10.00"), officer)


def test_sure_ones_are_those_whose_reference_and_amount_agree(treasurer):
    sure, other = pledge(open_campaign(), 50), pledge(open_campaign(), 40)
    line = arrives(sure, "50.00", treasurer)
    arrives(other, "39.00", treasurer)
    arrives(sure, "50.00", treasurer)  # once more: never sure

    assert sure_matches(timezone.now()) == [(line.pk, str(sure.pk))]
    match(line, sure, treasurer)
    arrives(sure, "50.00", treasurer)

    assert sure_matches(timezone.now()) == []


def test_unidentified_money_waits_in_suspense_then_finds_its_gift(treasurer):
    payment = pledge(open_campaign(), 50)
    line = shows(entry("50.00", words="merci"), treasurer)
    told = {"line_id": line.pk, "by": treasurer, "at": timezone.now()}

    set_line_aside(reason="Demander", **told)
    assert balance(accounts.SUSPENSE) == euros(50)
    with pytest.raises(LineRefused):
        explain_elsewhere(reason="Non", **told)
    match(line, payment, treasurer)

    assert balance(accounts.SUSPENSE) == ZERO
    assert balance(accounts.BANK) == -euros(50)


def test_unidentified_money_is_sent_back_to_where_it_came_from(treasurer):
    line = shows(entry("50.00", words="merci"), treasurer)

    return_line(line_id=line.pk, reason="Inconnu", by=treasurer, at=timezone.now())

    payout = Payout.objects.get()
    assert (payout.iban, payout.amount) == (THEIRS, Money(5000))
    assert balance(accounts.UNKNOWN_REFUNDS) == euros(50)


def test_what_the_provider_pays_out_and_what_left_are_no_gifts(treasurer):
    came, left = shows(entry("70.00"), treasurer), shows(entry("-3.00"), treasurer)
    now = timezone.now()

    take_from_provider(line_id=came.pk, by=treasurer, at=now)
    with pytest.raises(LineRefused):
        match(left, pledge(open_campaign(), 50), treasurer)
    explain_elsewhere(line_id=left.pk, reason="Frais", by=treasurer, at=now)

    assert balance(accounts.BANK) == -euros(70)
    assert balance(accounts.TRANSIT_PSP) == euros(70)
    assert set(BankLine.objects.values_list("state", flat=True)) == {
        LineState.PROVIDER, LineState.OTHER,
    }  # fmt: skip
