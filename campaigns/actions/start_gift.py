"""Begin to pay a gift: room is held and the attempt is kept before the provider is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns import transfer_mails
from campaigns.actions.advance import lock_campaign
from campaigns.domain import accounts, policy
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import State
from campaigns.domain.transfers import date_limit
from campaigns.models import (
    Account,
    AccountState,
    Campaign,
    DonorKind,
    Gift,
    Hold,
    HoldState,
    Method,
    OnFailure,
    Payment,
)
from campaigns.models.posting import hold, lock, open_account, release
from campaigns.payments import provider
from campaigns.payments.base import CheckoutRequest
from campaigns.terms import terms_of
from kernel.domain import DomainError
from kernel.money import ZERO, Money

HOUR = timedelta(hours=1)
# What keeps a gift from being paid another way.
OTHER_WAY = {
    Method.CARD: _("A page to pay by card is open for this gift: pay there, or wait an hour."),
    Method.TRANSFER: _("The transfer of this gift is awaited: make it, or cancel it first."),
}


class GiftRefused(DomainError):
    """This gift cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """Who gives, as the form asked; the address was proven before."""

    email: str
    kind: str = DonorKind.PERSON
    name: str = ""
    address: str = ""
    siret: str = ""
    language: str = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the donor wants the gift used, and what they want of it."""

    on_failure: str = OnFailure.REFUND
    reward: str = ""
    message: str = ""
    pseudonym: str = ""
    wants_receipt: bool = False


def room_of(campaign: Campaign) -> Money:
    """Return what may still be given: the optimum, less what was collected and is being paid."""
    optimum = Money(campaign.optimum_cents or 0)
    account = Account.objects.filter(code=accounts.campaign(campaign.pk)).first()
    if account is None:
        return optimum
    if account.state != AccountState.OPEN:
        return ZERO
    over = Hold.objects.filter(account=account, state=HoldState.LIVE, expires_at__lt=timezone.now())
    # A hold whose time is over keeps no room: the next one taken ends it.
    held = account.held_cents - (over.aggregate(sum=Sum("amount_cents"))["sum"] or 0)
    return Money(max(0, (account.cap_cents or 0) - account.balance_cents - held))


def check_amount(campaign: Campaign | None, amount: Money, at: datetime) -> None:
    """Raise GiftRefused, with the words of the form, when this amount cannot be given now."""
    terms = terms_of(campaign)
    least = terms.least_gift
    if campaign is not None:
        ended = campaign.closes_at is not None and campaign.closes_at <= at
        if campaign.state != State.PUBLISHED or ended:
            raise GiftRefused(_("This campaign takes no gift any more."))
        room = room_of(campaign)
        if room == ZERO:
            raise GiftRefused(_("Everything that was needed is being given: thank you."))
        if amount > room:
            raise GiftRefused(_("There is %(room)s left to give."), room=room.short())
        least = min(least, room)
    if amount < least:
        raise GiftRefused(_("A gift is of %(least)s at least."), least=least.short())
    if amount > terms.largest_gift:
        raise GiftRefused(
            _("Above %(most)s, write to us first: we will arrange it with you."),
            most=terms.largest_gift.short(),
        )


@transaction.atomic
def start_gift(  # noqa: PLR0913 - what a gift is
    *,
    campaign: Campaign | None,
    fund: str = accounts.SOLIDARITY,
    amount: Money,
    donor: Donor,
    wishes: Wishes,
    at: datetime,
    method: str = Method.CARD,
) -> Payment:
    """Keep the gift, its first attempt and its room; or raise GiftRefused and keep nothing."""
    campaign = lock_target(campaign, amount, at)
    gift = Gift.objects.create(
        campaign=campaign,
        fund="" if campaign else fund,
        amount_cents=amount.cents,
        on_failure=wishes.on_failure,
        donor_kind=donor.kind,
        donor_email=donor.email.lower(),
        donor_name=donor.name,
        donor_address=donor.address,
        donor_siret=donor.siret,
        pseudonym=wishes.pseudonym,
        message=wishes.message,
        reward=wishes.reward,
        wants_receipt=wishes.wants_receipt,
        language=donor.language,
    )
    return _attempt(gift, at, method)


@transaction.atomic
def start_again(*, gift_id: int, at: datetime, method: str = Method.CARD) -> Payment:
    """Begin another attempt for a gift whose last one came to nothing."""
    lock_campaign(gifts=gift_id)
    gift = Gift.objects.select_for_update(of=("self",)).get(pk=gift_id)
    rows = gift.payments.all()
    if rows.filter(state__in=[PaymentState.SUCCEEDED, PaymentState.MISMATCH]).exists():
        raise GiftRefused(_("This gift is paid already: thank you."))
    # What arrived in part is awaited until it is ended, also after its time.
    is_live = Q(expires_at__gt=at) | Q(state=PaymentState.PARTIAL)
    if (going := rows.unfinished().filter(is_live).first()) is not None:
        if going.method != method:
            raise GiftRefused(OTHER_WAY[Method(going.method)])
        return going
    if rows.filter(created_at__gt=at - HOUR).count() >= policy.MOST_ATTEMPTS_AN_HOUR:
        raise GiftRefused(_("Several payments were begun: wait an hour, or write to us."))
    lock_target(gift.campaign, gift.amount, at)
    return _attempt(gift, at, method)


def lock_target(campaign: Campaign | None, amount: Money, at: datetime) -> Campaign | None:
    """Lock the campaign, so that what the check saw is still true when the room is taken."""
    if campaign is None:
        check_amount(None, amount, at)
        return None
    campaign = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    open_account(accounts.campaign(campaign.pk), cap=Money(campaign.optimum_cents or 0))
    check_amount(campaign, amount, at)
    return campaign


def _attempt(gift: Gift, at: datetime, method: str) -> Payment:
    if method == Method.TRANSFER:
        return _await_transfer(gift, at)
    until = at + policy.PAGE_LIFE
    payment = Payment.objects.create(gift=gift, amount_cents=gift.amount_cents, expires_at=until)
    keep_room(gift, until + policy.HOLD_MARGIN)
    return payment


def _await_transfer(gift: Gift, at: datetime) -> Payment:
    """Keep the room until the date limit; how to pay is told in the same transaction."""
    until = transfer_limit(gift.campaign, at)
    if until is None:
        raise GiftRefused(_("A transfer would not arrive in time: pay by card."))
    awaited = Payment.objects.filter(
        gift__donor_email=gift.donor_email, state__in=PaymentState.by_transfer(), expires_at__gt=at
    )
    if awaited.count() >= policy.MOST_TRANSFERS_AWAITED:
        raise GiftRefused(_("Several transfers of yours are awaited: make them first."))
    payment = Payment.objects.create(
        gift=gift,
        method=Method.TRANSFER,
        state=PaymentState.AWAITED,
        amount_cents=gift.amount_cents,
        expires_at=until,
    )
    keep_room(gift, until)
    transfer_mails.tell_awaited(payment)
    return payment


def keep_room(gift: Gift, until: datetime) -> None:
    """Hold the gift's amount under the campaign's optimum, or raise GiftRefused."""
    if not gift.campaign_id:
        open_account(gift.fund)
        open_account(accounts.refund_payable(gift.fund))
    elif not hold(account=gift.account, gift=gift.pk, amount=gift.amount, until=until):
        raise GiftRefused(_("This campaign takes no gift any more."))


def give_room_back(payment: Payment) -> None:
    """Free what an attempt held, unless another one of its gift is under way and holds it."""
    gift = payment.gift
    if not gift.campaign_id:
        return
    # One that begins now has begun already and is seen, or holds its room after this.
    lock(gift.account)
    if not gift.payments.all().unfinished().exclude(pk=payment.pk).exists():
        release(gift.pk)


def transfer_limit(campaign: Campaign | None, at: datetime) -> datetime | None:
    """Return until when a transfer would be awaited; None where none is offered."""
    end = campaign.closes_at if campaign else None
    if not settings.PLATFORM_IBAN or (end is not None and end - at < policy.TRANSFER_LEAST):
        return None
    return date_limit(at, policy.TRANSFER_BANK_DAYS, end)


def open_page(*, payment: Payment, label: str, return_url: str, cancel_url: str) -> str:
    """Ask the provider for its page; ProviderTrouble leaves an attempt that may be asked again.

    GiftRefused for an attempt that is not to be paid there: its page would be kept nowhere.
    """
    gift = payment.gift
    if payment.method != Method.CARD:
        raise GiftRefused(OTHER_WAY[Method.TRANSFER])
    if payment.state not in {PaymentState.CREATED, PaymentState.REDIRECTED}:
        raise GiftRefused(_("This payment is being confirmed: there is nothing to pay again."))
    made = provider().open_checkout(
        CheckoutRequest(
            key=str(payment.pk),
            reference=gift.reference,
            label=label,
            amount=Money(payment.amount_cents),
            language=gift.language,
            expires_at=payment.expires_at,
            return_url=return_url,
            cancel_url=cancel_url,
            email=gift.donor_email,
        )
    )
    Payment.objects.filter(pk=payment.pk, state=PaymentState.CREATED).update(
        state=PaymentState.REDIRECTED, checkout=made.id
    )
    return made.url
