"""A holder and a donor write to each other; no address passes from one to the other."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from campaigns import receipt_mails
from campaigns.actions.guards import require_holder
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import PUBLIC
from campaigns.models import Gift, GiftMessage
from kernel.domain import DomainError, gettext_noop


class MayNotWrite(DomainError):
    def __init__(self) -> None:
        super().__init__(gettext_noop("Nobody reads messages of this gift."))


def may_write(gift: Gift) -> bool:
    """Only who funded a project writes, and only while it is known to the public."""
    campaign = gift.campaign
    if campaign is None or campaign.state not in PUBLIC or gift.refused_at is not None:
        return False
    return gift.payments.filter(state=PaymentState.SUCCEEDED).exists()


@transaction.atomic
def write_to_holder(*, gift_id: int, text: str) -> GiftMessage:
    """A donor writes, from the page behind their own link."""
    return _write(_gift(gift_id), text, is_from_holder=False)


@transaction.atomic
def write_to_donor(*, gift_id: int, text: str, by: User) -> GiftMessage:
    """The holder writes to whoever gave."""
    gift = _gift(gift_id)
    if gift.campaign is None:
        raise MayNotWrite
    require_holder(gift.campaign, by)
    return _write(gift, text, is_from_holder=True)


def read_by_donor(gift: Gift, at: datetime) -> None:
    gift.messages.filter(is_from_holder=True, read_at=None).update(read_at=at)


def _gift(gift_id: int) -> Gift:
    return Gift.objects.select_related("campaign__holder").get(pk=gift_id)


def _write(gift: Gift, text: str, *, is_from_holder: bool) -> GiftMessage:
    if not may_write(gift):
        raise MayNotWrite
    if not text.strip():
        raise DomainError(gettext_noop("Write a few words: the other side reads them."))
    message = GiftMessage.objects.create(
        gift=gift, text=text.strip()[:1500], is_from_holder=is_from_holder
    )
    receipt_mails.tell_message(message)
    return message
