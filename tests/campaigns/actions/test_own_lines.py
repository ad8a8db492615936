"""Lines of the bank that are no gift: fees, patrons, structures that pay back, our own money."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.advance import ReasonMissing
from campaigns.actions.explain_line import LineRefused
from campaigns.actions.explain_own_line import (
    take_bank_fee,
    take_from_patron,
    take_own_money,
    take_repayment,
)
from campaigns.bank_balance import GAP, bank_balance
from campaigns.domain import accounts
from campaigns.models import Agreement, BankLine, Endowment, LineState, OnFailure, Refund
from campaigns.models.checking import faults
from kernel.domain import DomainError
from kernel.money import ZERO
from tenants.models import Alert, Mail
from tests.campaigns.bank import arrives, camt, closing, entry, match, pledge, read, shows
from tests.campaigns.books import balance, euros
from tests.campaigns.gifts import open_campaign
from tests.campaigns.solidarity import an_agreement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


def told(line: BankLine, by) -> dict:
    return {"line_id": line.pk, "by": by, "at": timezone.now()}


def test_fees_of_the_bank_are_an_expense_and_come_back(treasurer):
    left, came = shows(entry("-3.20"), treasurer), shows(entry("1.20"), treasurer)

    take_bank_fee(**told(left, treasurer))
    take_bank_fee(**told(came, treasurer))
    with pytest.raises(LineRefused):
        take_bank_fee(**told(left, treasurer))

    assert balance(accounts.BANK_FEES) == -euros(2)
    assert balance(accounts.BANK) == euros(2)
    assert set(BankLine.objects.values_list("state", flat=True)) == {LineState.FEE}


def test_the_platform_brings_money_and_takes_its_commission(treasurer):
    came, left = shows(entry("500.00"), treasurer), shows(entry("-120.00"), treasurer)
    with pytest.raises(ReasonMissing):
        take_own_money(reason=" ", **told(came, treasurer))

    take_own_money(reason="Avance pour les remboursements", **told(came, treasurer))
    take_own_money(reason="Frais de gestion d’octobre", **told(left, treasurer))

    assert balance(accounts.OWN) == euros(380)
    assert balance(accounts.BANK) == -euros(380)


def test_a_patron_pays_what_it_promised_and_no_more(treasurer):
    agreement = an_agreement(1000)
    Agreement.objects.update(amount_cents=130_000)
    line = shows(entry("300.00", words="CONVENTION 2026"), treasurer)

    row = take_from_patron(agreement_id=agreement.pk, **told(line, treasurer))

    assert (row.line, row.amount_cents, row.received_on) == (line, 30_000, line.booked_on)
    assert balance(agreement.account) == euros(1300)
    more = shows(entry("0.01"), treasurer)
    with pytest.raises(DomainError):
        take_from_patron(agreement_id=agreement.pk, **told(more, treasurer))


def test_a_payment_typed_before_is_joined_to_its_line(treasurer):
    agreement = an_agreement(1000)
    line = shows(entry("1000.00"), treasurer)

    row = take_from_patron(agreement_id=agreement.pk, **told(line, treasurer))

    assert Endowment.objects.get() == row
    assert row.line == line
    assert balance(agreement.account) == euros(1000)


def test_a_structure_that_owes_nothing_pays_nothing_back(treasurer):
    campaign = open_campaign()
    line = shows(entry("10.00"), treasurer)

    with pytest.raises(LineRefused):
        take_repayment(campaign=accounts.campaign(campaign.pk), **told(line, treasurer))


@pytest.mark.parametrize("choice", OnFailure)
def test_a_little_too_much_goes_to_the_fund_and_its_donor_is_told(treasurer, choice):
    campaign = open_campaign()
    payment = pledge(campaign, 50, on_failure=choice)

    match(arrives(payment, "52.00", treasurer), payment, treasurer)

    assert balance(accounts.SOLIDARITY) == euros(2)
    assert balance(accounts.refund_payable(accounts.campaign(campaign.pk))) == ZERO
    assert not Refund.objects.exists()
    assert euros(2).short() in Mail.objects.get(kind="campaigns.transfer-small-excess").text


def test_a_cent_beyond_what_is_little_goes_back(treasurer):
    campaign = open_campaign()
    payment = pledge(campaign, 50)

    match(arrives(payment, "52.01", treasurer), payment, treasurer)

    assert balance(accounts.SOLIDARITY) == ZERO
    assert Refund.objects.get().amount_cents == 201


def test_the_closing_balance_is_compared_with_the_books(treasurer):
    assert bank_balance() is None
    line = shows(entry("500.00"), treasurer)
    take_own_money(reason="Ouverture", **told(line, treasurer))
    yesterday = timezone.localdate() - timedelta(days=1)

    read(camt(entry("-3.20", on=yesterday), closing("-3.20", on=yesterday)), treasurer)
    found = bank_balance()
    assert (found.theirs, found.books, found.gap) == (-euros("3.20"), euros(500), ZERO)
    assert (found.unexplained, found.since) == (-euros("3.20"), euros(500))

    take_bank_fee(**told(BankLine.objects.latest("pk"), treasurer))
    assert bank_balance().gap == ZERO
    read(camt(entry("20.00"), closing("516.00")), treasurer)
    assert bank_balance().gap == -euros("0.80")
    assert "516,00" in Alert.objects.open().get(kind=GAP).message
    read(camt(entry("0.80"), closing("517.60")), treasurer)
    assert not Alert.objects.open().filter(kind=GAP).exists()
