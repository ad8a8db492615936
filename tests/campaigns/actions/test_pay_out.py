"""Money leaves once: by two persons, in a file that the bank reads, booked or returned."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from lxml import etree

from campaigns.actions.cancel_campaign import cancel_campaign, fail_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.complete_project import complete_project
from campaigns.actions.explain_line import match_line
from campaigns.actions.follow_payout import book_payout, explain_by_payout, return_payout
from campaigns.actions.pay_out import (
    PayoutRefused,
    approve_payout,
    drop_payout,
    export_payouts,
    prepare_payout,
)
from campaigns.actions.refuse_gift import TooLateToRefuse, refuse_gift
from campaigns.actions.send_back import prepare_refund, return_again, return_line
from campaigns.domain import accounts
from campaigns.domain.payments import RefundState
from campaigns.domain.sepa import SPACE
from campaigns.domain.states import Actor, State
from campaigns.models import (
    BankAccount,
    Campaign,
    DocumentState,
    Payout,
    PayoutState,
    PostKind,
    Refund,
    StructureDocument,
)
from campaigns.models.checking import faults
from kernel.money import ZERO
from tenants.models import Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.bank import THEIRS, arrives, entry, pledge, shows
from tests.campaigns.books import balance, euros, number, raised
from tests.campaigns.factories import MANAGER, post_of
from tests.campaigns.gifts import give, open_campaign, work
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db
IBAN = THEIRS


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


def a_success(till, *, with_account: bool = True) -> Campaign:
    campaign = open_campaign(minimum=50)
    give(till, campaign, 60)
    give(till, campaign, 40)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    work()
    campaign.refresh_from_db()
    if with_account:
        a_complete_file(campaign)
    return campaign


def a_complete_file(campaign: Campaign, usable_in: int = -1) -> None:
    structure, user, now = campaign.structure, UserFactory(), timezone.now()
    structure.siret, structure.address = f"{number():014d}", "1 rue des Tilleuls, 02000 Laon"
    structure.representative, structure.representative_born_on = "A. Martin", date(1980, 1, 1)
    structure.save()
    for kind in ("sirene", "bank", "representative", "statutes"):
        StructureDocument.objects.create(
            structure=structure, kind=kind, state=DocumentState.ACCEPTED, sent_by=user, sent_at=now
        )
    BankAccount.objects.create(
        structure=structure,
        iban=IBAN,
        holder="Coopérative des Tilleuls",
        proposed_by=user,
        proposed_at=now - timedelta(days=9),
        confirmed_by=UserFactory(),
        confirmed_at=now - timedelta(days=8),
        usable_from=now + timedelta(days=usable_in),
    )


def sent(payout: Payout, second) -> Payout:
    approve_payout(payout_id=payout.pk, by=second)
    export_payouts(by=second, at=timezone.now())
    payout.refresh_from_db()
    return payout


def test_what_was_prepared_waits_when_the_papers_are_read_again(till, treasurer, other_treasurer):
    payout = prepared(a_success(till), treasurer)
    StructureDocument.objects.filter(kind="sirene").update(state=DocumentState.WAITING)

    with pytest.raises(PayoutRefused):
        approve_payout(payout_id=payout.pk, by=other_treasurer)
    Payout.objects.update(state=PayoutState.APPROVED, approved_by=other_treasurer)
    with pytest.raises(PayoutRefused, match=payout.reference):
        export_payouts(by=treasurer, at=timezone.now())

    StructureDocument.objects.update(state=DocumentState.ACCEPTED)
    assert export_payouts(by=treasurer, at=timezone.now()).count == 1


def prepared(campaign: Campaign, by) -> Payout:
    return prepare_payout(campaign_id=campaign.pk, by=by, at=timezone.now())


def test_from_a_success_to_the_structures_account(till, officer, treasurer):
    campaign = a_success(till)
    post_of(campaign, PostKind.MANAGER)
    payout = prepared(campaign, officer)
    approve_payout(payout_id=payout.pk, by=treasurer)

    made = export_payouts(by=treasurer, at=timezone.now())
    assert balance(payout.account) == ZERO
    assert balance(accounts.TRANSIT_SEPA) == euros("93.50")
    root = etree.fromstring(bytes(made.content))
    assert [e.text for e in root.iter(f"{{{SPACE}}}InstdAmt")] == ["93.50"]
    assert [e.text for e in root.iter(f"{{{SPACE}}}EndToEndId")] == [payout.reference]

    book_payout(payout_id=payout.pk, by=officer, at=timezone.now())

    campaign.refresh_from_db()
    assert campaign.state == State.PAID
    assert balance(accounts.TRANSIT_SEPA) == ZERO
    assert balance(accounts.BANK) == euros("93.50")
    assert raised(accounts.campaign(campaign.pk)) == euros(100)
    assert Mail.objects.filter(kind="campaigns.paid", to=MANAGER).count() == 1


def test_nothing_is_being_paid_before_the_file_is_made(till, officer, treasurer):
    campaign = a_success(till)
    post_of(campaign, PostKind.MANAGER)
    told = Mail.objects.filter(kind="campaigns.paying_out", to=MANAGER)

    payout = prepared(campaign, officer)
    approve_payout(payout_id=payout.pk, by=treasurer)
    campaign.refresh_from_db()
    assert (campaign.state, told.count()) == (State.SUCCEEDED, 0)
    export_payouts(by=treasurer, at=timezone.now())

    campaign.refresh_from_db()
    assert (campaign.state, told.count()) == (State.PAYING_OUT, 1)


def test_a_payout_that_is_dropped_leaves_a_success_as_it_was(till, officer):
    campaign = a_success(till)
    gift = campaign.gifts.get(amount_cents=4000)
    drop_payout(payout_id=prepared(campaign, officer).pk, by=officer)
    head = post_of(campaign, PostKind.HEAD)

    refuse_gift(gift_id=gift.pk, reason="Non", by=head, at=timezone.now())
    work()

    assert prepared(campaign, officer).amount == euros("56.10")


def test_what_is_prepared_is_not_given_up_meanwhile(till, officer):
    campaign = a_success(till)
    prepared(campaign, officer)
    told = {"campaign_id": campaign.pk, "by": officer, "at": timezone.now()}

    with pytest.raises(TooLateToRefuse):
        cancel_campaign(**told, actor=Actor.STAFF, reason="Annulé")
    Campaign.objects.filter(pk=campaign.pk).update(minimum_cents=15_000)
    with pytest.raises(TooLateToRefuse):
        fail_campaign(**told)


def test_one_person_does_not_pay_alone(till, treasurer):
    payout = prepared(a_success(till), treasurer)

    with pytest.raises(PayoutRefused):
        approve_payout(payout_id=payout.pk, by=treasurer)
    with pytest.raises(PayoutRefused):
        export_payouts(by=treasurer, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Payout.objects.update(approved_by=treasurer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payout.objects.update(state=PayoutState.APPROVED)


def test_nothing_is_paid_twice(till, officer, treasurer):
    campaign = a_success(till)
    payout = prepared(campaign, officer)
    with pytest.raises(PayoutRefused):
        prepared(campaign, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payout.objects.create(
            campaign=campaign, amount_cents=1, payee="A", iban=IBAN, prepared_by=officer
        )

    sent(payout, treasurer)
    for again in (
        lambda: export_payouts(by=treasurer, at=timezone.now()),
        lambda: approve_payout(payout_id=payout.pk, by=treasurer),
        lambda: drop_payout(payout_id=payout.pk, by=treasurer),
        lambda: prepared(campaign, officer),
    ):
        with pytest.raises(PayoutRefused):
            again()


@pytest.mark.parametrize("was_booked", [False, True])
def test_a_returned_payout_is_owed_again(till, officer, treasurer, was_booked):
    campaign = a_success(till)
    first = sent(prepared(campaign, officer), treasurer)
    if was_booked:
        book_payout(payout_id=first.pk, by=officer, at=timezone.now())

    return_payout(payout_id=first.pk, by=officer, at=timezone.now())
    assert balance(first.account) == euros("93.50")
    again = sent(prepared(campaign, officer), treasurer)
    book_payout(payout_id=again.pk, by=officer, at=timezone.now())

    assert balance(accounts.BANK) == euros("93.50")
    campaign.refresh_from_db()
    assert campaign.state == State.PAID


def test_what_comes_back_late_is_owed_though_the_project_took_place(till, officer, treasurer):
    campaign = a_success(till)
    first = sent(prepared(campaign, officer), treasurer)
    book_payout(payout_id=first.pk, by=officer, at=timezone.now())
    complete_project(campaign_id=campaign.pk, actor=Actor.STAFF, by=officer, at=timezone.now())
    return_payout(payout_id=first.pk, by=officer, at=timezone.now())

    assert prepared(campaign, officer).amount == euros("93.50")


def test_the_statement_says_that_it_was_paid_and_that_it_came_back(till, officer, treasurer):
    payout = sent(prepared(a_success(till), officer), treasurer)
    left = shows(entry("-93.50", reference=payout.reference), treasurer)
    explain_by_payout(line_id=left.pk, by=treasurer, at=timezone.now())
    payout.refresh_from_db()
    assert payout.state == PayoutState.BOOKED

    back = shows(entry("93.50", words=f"RETOUR {payout.reference}"), treasurer)
    explain_by_payout(line_id=back.pk, by=treasurer, at=timezone.now())

    payout.refresh_from_db()
    assert payout.state == PayoutState.RETURNED
    assert balance(accounts.BANK) == ZERO


@pytest.mark.parametrize("missing", ["account", "delay", "papers"])
def test_without_a_complete_file_nothing_is_prepared(till, officer, missing):
    campaign = a_success(till, with_account=False)
    if missing != "account":
        a_complete_file(campaign, usable_in=2 if missing == "delay" else -1)
    if missing == "papers":
        StructureDocument.objects.filter(kind="sirene").update(state=DocumentState.REFUSED)

    with pytest.raises(PayoutRefused):
        prepared(campaign, officer)


def test_a_success_under_its_minimum_is_not_paid_out(till, officer):
    campaign = a_success(till)
    gift = campaign.gifts.get(amount_cents=6000)
    refuse_gift(gift_id=gift.pk, reason="Non", by=officer, at=timezone.now())
    work()

    with pytest.raises(PayoutRefused):
        prepared(campaign, officer)


def test_what_changed_since_is_prepared_again(till, officer, treasurer):
    campaign = a_success(till)
    payout = prepared(campaign, officer)
    campaign.refresh_from_db()
    Payout.objects.update(amount_cents=9_000)

    with pytest.raises(PayoutRefused):
        approve_payout(payout_id=payout.pk, by=treasurer)
    Payout.objects.update(state=PayoutState.APPROVED, approved_by=treasurer)
    with pytest.raises(PayoutRefused, match=payout.reference):
        export_payouts(by=treasurer, at=timezone.now())
    drop_payout(payout_id=payout.pk, by=officer)

    assert prepared(campaign, officer).amount == euros("93.50")


def test_a_transfer_goes_back_by_transfer(treasurer, other_treasurer, officer):
    payment = pledge(open_campaign(), 50)
    line = arrives(payment, "50.00", treasurer)
    match_line(line_id=line.pk, payment_id=payment.pk, by=treasurer, at=timezone.now())
    refuse_gift(gift_id=payment.gift_id, reason="Non", by=officer, at=timezone.now())
    work()
    refund = Refund.objects.get()

    payout = prepare_refund(refund_id=refund.pk, by=treasurer)
    with pytest.raises(PayoutRefused):
        prepare_refund(refund_id=refund.pk, by=treasurer)
    assert (payout.iban, payout.payee) == (THEIRS, "ADA LOVELACE")
    sent(payout, other_treasurer)
    return_payout(payout_id=payout.pk, by=treasurer, at=timezone.now())
    refund.refresh_from_db()
    assert refund.state == RefundState.MANUAL
    again = prepare_refund(
        refund_id=refund.pk, by=treasurer, iban="BE68 5390 0754 7034", payee="Ada Lovelace"
    )
    sent(again, other_treasurer)
    book_payout(payout_id=again.pk, by=treasurer, at=timezone.now())

    refund.refresh_from_db()
    assert refund.state == RefundState.SUCCEEDED
    assert balance(accounts.BANK) == ZERO
    assert balance(refund.account) == ZERO


def test_a_refund_whose_card_is_gone_wants_an_account(till, treasurer, officer):
    gift = give(till, open_campaign(), 50)
    refuse_gift(gift_id=gift.pk, reason="Non", by=officer, at=timezone.now())
    work()
    refund = Refund.objects.get()
    with pytest.raises(PayoutRefused):
        prepare_refund(refund_id=refund.pk, by=treasurer)  # the card has it
    Refund.objects.update(state=RefundState.FAILED)

    with pytest.raises(PayoutRefused):
        prepare_refund(refund_id=refund.pk, by=treasurer)

    assert prepare_refund(refund_id=refund.pk, by=treasurer, iban=THEIRS).payee == "Claude Martin"


def test_unidentified_money_goes_back_even_at_the_second_try(treasurer, other_treasurer):
    line = shows(entry("50.00", words="merci"), treasurer)
    told = {"line_id": line.pk, "by": treasurer}
    first = sent(return_line(reason="Inconnu", at=timezone.now(), **told), other_treasurer)
    with pytest.raises(PayoutRefused):
        return_again(iban=THEIRS, payee="Ada", **told)
    return_payout(payout_id=first.pk, by=treasurer, at=timezone.now())

    again = sent(return_again(iban=THEIRS, payee="Ada", **told), other_treasurer)
    book_payout(payout_id=again.pk, by=treasurer, at=timezone.now())

    assert balance(accounts.BANK) == balance(accounts.UNKNOWN_REFUNDS) == ZERO


def test_the_desk_leads_from_preparation_to_the_bank(till, officer, treasurer, other_treasurer):
    campaign, desk = a_success(till), "/admin/projets/versements/"
    one, other, admin = browser(officer), browser(treasurer), browser(other_treasurer)
    assert str(campaign) in one.get(desk).content.decode()

    assert one.post(desk, {"action": "prepare", "campaign": str(campaign.pk)}).status_code == 302
    number = str(Payout.objects.get().pk)
    assert one.post(desk, {"action": "approve", "number": number}).status_code == 422
    assert other.post(desk, {"action": "approve", "number": number}).status_code == 302
    assert one.post(desk, {"action": "export"}).status_code == 422
    assert admin.post(desk, {"action": "export"}).status_code == 302
    page = admin.get(desk).content.decode()
    assert IBAN not in page
    made = Payout.objects.get().file
    file = f"{desk}{made.pk}/"
    assert admin.get(file).content == bytes(made.content)
    assert one.get(file).status_code in {302, 403}
    assert one.post(desk, {"action": "book", "number": number}).status_code == 302

    assert Payout.objects.get().state == PayoutState.BOOKED
