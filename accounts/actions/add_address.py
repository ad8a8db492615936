"""A person says that an address is theirs; nothing happens to it until they prove it."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import mails
from accounts.actions.close_account import release_unconfirmed
from accounts.domain.addresses import normalise
from accounts.models import PendingAddress, User
from kernel.domain import DomainError
from kernel.signing import InvalidLink, seal, unseal

PURPOSE = "accounts.address"
LINK_LASTS = timedelta(days=3)
MOST_ADDRESSES = 5


class TooManyAddresses(DomainError):
    """Five addresses are enough for a person; a hundred would be somebody's list."""


class AddressTaken(DomainError):
    """The address was confirmed by another account meanwhile."""


@transaction.atomic
def ask_for_address(*, user: User, email: str, at: datetime | None = None) -> PendingAddress:
    """Send the link that proves an address.

    Or raise TooManyAddresses, or DomainError when it is there.

    An address that belongs to another account gets a message too, so that the answer is the same.
    """
    email = normalise(email)
    if EmailAddress.objects.filter(user=user, email=email, verified=True).exists():
        raise DomainError(_("This address is yours already."))
    known = EmailAddress.objects.filter(user=user).count() + user.pending_addresses.count()
    if known >= MOST_ADDRESSES and not user.pending_addresses.filter(email=email).exists():
        raise TooManyAddresses(
            _("At most %(most)s addresses. Remove one first."), most=MOST_ADDRESSES
        )
    pending, _created = PendingAddress.objects.update_or_create(
        user=user, email=email, defaults={"asked_at": at or timezone.now()}
    )
    if EmailAddress.objects.filter(email=email, verified=True).exists():
        link = mails.absolute("accounts:addresses")
        mails.send("accounts.address_taken", email, {"link": link}, language=user.language)
    else:
        link = mails.absolute("accounts:confirm_address", seal(PURPOSE, [user.pk, email]))
        mails.send("accounts.confirm_address", email, {"link": link}, language=user.language)
    return pending


def pending_of(token: str) -> PendingAddress:
    """Return what a link is about.

    Or raise InvalidLink when it is false, old, or no longer wanted.
    """
    user_id, email = unseal(PURPOSE, token, max_age=LINK_LASTS)
    pending = PendingAddress.objects.select_related("user").filter(user_id=user_id, email=email)
    found = pending.filter(user__is_active=True).first()
    if found is None:
        raise InvalidLink(_("This address is confirmed already, or no longer asked for."))
    return found


@transaction.atomic
def confirm_address(*, token: str) -> EmailAddress:
    """Make the address one that signs its owner in; or raise InvalidLink or AddressTaken."""
    pending = pending_of(token)
    user = User.objects.select_for_update().get(pk=pending.user_id)
    taken = EmailAddress.objects.filter(email=pending.email, verified=True).exclude(user=user)
    if taken.exists():
        raise AddressTaken(_("This address belongs to another account."))
    return give_address(user=user, email=pending.email)


def give_address(*, user: User, email: str) -> EmailAddress:
    """Attach an address whose ownership is proved, and tell the main one."""
    release_unconfirmed(email)
    address, _created = EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True}
    )
    PendingAddress.objects.filter(user=user, email=email).delete()
    if address.email != user.email:
        tell_of_change(user, user.email, _("%(address)s was added.") % {"address": email})
    return address


def tell_of_change(user: User, to: str, what: str) -> None:
    """Tell an address of the account what changed: its owner may not be who changed it."""
    context = {
        "what": what,
        "when": timezone.now(),
        "reset_link": mails.absolute("account_reset_password"),
    }
    mails.send("accounts.addresses_changed", to, context, language=user.language)
