"""A transfer taken for the wrong gift: mirrored in the books, matched anew, donors told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.approve_settlement import AnotherPerson
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.correct_line import (
    approve_correction,
    propose_correction,
    withdraw_correction,
)
from campaigns.actions.explain_line import LineRefused
from campaigns.actions.guards import NotYours
from campaigns.actions.send_back import prepare_refund
from campaigns.domain import accounts, policy
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Entry, LineCorrection, LineState, Payment, Refund
from campaigns.models.checking import faults
from kernel.money import ZERO
from tenants.models import AuditEntry, Mail
from tests.campaigns.bank import arrives, entry, match, pledge, shows
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import open_campaign
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db
DESK = "/admin/projets/virements/"


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


def matched(treasurer, euros_asked: int = 50, came: str = "50.00", **campaign):
    """A line without a reference, taken for a gift that it is not."""
    wrong = pledge(open_campaign(**campaign), euros_asked)
    line = shows(entry(came, words="merci"), treasurer)
    match(line, wrong, treasurer)
    line.refresh_from_db()
    return wrong, line


def correct(line, by) -> LineCorrection:
    return propose_correction(line_id=line.pk, reason="Autre donateur", by=by, at=timezone.now())


def test_the_money_goes_to_the_gift_that_it_is(treasurer):
    wrong, line = matched(treasurer)
    right = pledge(open_campaign(), 50)

    correct(line, treasurer)
    assert balance(accounts.SUSPENSE) == euros(50)
    match(line, right, treasurer)

    assert raised(wrong.gift.account) == balance(wrong.gift.account) == ZERO
    assert raised(right.gift.account) == euros(50)
    assert balance(accounts.SUSPENSE) == ZERO
    assert Entry.objects.filter(key=f"rev:allocate:{wrong.pk}").count() == 1
    told = Mail.objects.filter(to=wrong.gift.donor_email, kind="campaigns.transfer-corrected")
    assert told.count() == 1
    thanked = Mail.objects.filter(to=right.gift.donor_email, kind="campaigns.gift-received")
    assert thanked.count() == 1
    assert AuditEntry.objects.filter(action="bank.correction_done").count() == 1


def test_the_other_gift_is_awaited_again_and_paid_by_its_own_transfer(treasurer):
    wrong, line = matched(treasurer)
    correct(line, treasurer)

    again = Payment.objects.get(gift=wrong.gift, state=PaymentState.AWAITED)
    with pytest.raises(LineRefused):
        match(shows(entry("50.00"), treasurer), wrong, treasurer)
    match(arrives(again, "50.00", treasurer), again, treasurer)

    assert raised(wrong.gift.account) == euros(50)
    wrong.refresh_from_db()
    assert wrong.state == PaymentState.CANCELLED


def test_a_gift_of_two_lines_is_paid_by_both_or_by_none(treasurer):
    wrong = pledge(open_campaign(), 50)
    lines = [shows(entry(amount, words="merci"), treasurer) for amount in ("20.00", "30.00")]
    for line in lines:
        match(line, wrong, treasurer)

    correct(lines[0], treasurer)

    for line in lines:
        line.refresh_from_db()
        assert (line.state, line.payment) == (LineState.ASIDE, None)
    assert balance(accounts.SUSPENSE) == euros(50)
    assert balance(wrong.gift.account) == ZERO


def test_a_part_is_taken_back_before_the_rest_comes(treasurer):
    wrong, line = matched(treasurer, came="20.00")

    correct(line, treasurer)

    wrong.refresh_from_db()
    assert (wrong.state, wrong.received_cents) == (PaymentState.AWAITED, 0)
    assert balance(accounts.SUSPENSE) == euros(20)


def test_what_was_too_much_is_no_longer_owed(treasurer):
    wrong, line = matched(treasurer, came="60.00")
    owed = accounts.refund_payable(wrong.gift.account)
    assert balance(owed) == euros(10)

    correct(line, treasurer)

    assert balance(owed) == ZERO
    assert Refund.objects.get().state == RefundState.DROPPED
    assert balance(accounts.SUSPENSE) == euros(60)


def test_a_line_that_came_once_more_leaves_the_gift_paid(treasurer):
    right = pledge(open_campaign(), 50)
    match(arrives(right, "50.00", treasurer), right, treasurer)
    more = shows(entry("40.00", words="merci"), treasurer)
    match(more, right, treasurer)

    correct(more, treasurer)

    right.refresh_from_db()
    assert right.state == PaymentState.SUCCEEDED
    assert raised(right.gift.account) == euros(50)
    assert balance(accounts.SUSPENSE) == euros(40)


def test_much_money_takes_two_persons(treasurer, other_treasurer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(30))
    wrong, line = matched(treasurer)

    row = correct(line, treasurer)
    assert raised(wrong.gift.account) == euros(50)
    with pytest.raises(LineRefused):
        correct(line, other_treasurer)
    with pytest.raises(AnotherPerson):
        approve_correction(correction_id=row.pk, by=treasurer, at=timezone.now())
    approve_correction(correction_id=row.pk, by=other_treasurer, at=timezone.now())
    with pytest.raises(LineRefused):
        approve_correction(correction_id=row.pk, by=other_treasurer, at=timezone.now())

    assert raised(wrong.gift.account) == ZERO


def test_a_proposal_is_withdrawn_and_nothing_moves(treasurer, other_treasurer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(30))
    wrong, line = matched(treasurer)
    row = correct(line, treasurer)

    withdraw_correction(correction_id=row.pk, by=other_treasurer, at=timezone.now())

    assert raised(wrong.gift.account) == euros(50)
    assert not LineCorrection.objects.waiting().exists()


def test_money_that_left_is_not_taken_from_others(treasurer):
    wrong, line = matched(treasurer, minimum=10)
    close_campaign(campaign_id=wrong.gift.campaign_id, at=timezone.now() + timedelta(days=40))
    paid, other = matched(treasurer, came="60.00")
    prepare_refund(refund_id=Refund.objects.get(payment=paid).pk, by=treasurer)

    for late in (line, other):
        with pytest.raises(LineRefused):
            correct(late, treasurer)
    with pytest.raises(LineRefused):
        correct(shows(entry("5.00"), treasurer), treasurer)

    assert not LineCorrection.objects.exists()


def test_only_treasurers_correct(treasurer, officer):
    _wrong, line = matched(treasurer)

    with pytest.raises(NotYours):
        correct(line, officer)


def test_the_desk_corrects_and_agrees(treasurer, other_treasurer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(30))
    wrong, line = matched(treasurer)
    told = {"line": line.pk, "action": "correct", "reason": ""}

    assert browser(treasurer).post(f"{DESK}?etat=gift", told).status_code == 422
    browser(treasurer).post(f"{DESK}?etat=gift", told | {"reason": "Autre donateur"})
    row = LineCorrection.objects.get()
    page = browser(other_treasurer).get(DESK).content.decode()
    assert wrong.gift.reference in page
    agreed = {"correction": row.pk, "action": "approve"}
    assert browser(treasurer).post(f"{DESK}corrections/", agreed).status_code == 422
    assert browser(other_treasurer).post(f"{DESK}corrections/", agreed).status_code == 302

    assert raised(wrong.gift.account) == ZERO
