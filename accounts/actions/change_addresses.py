"""Choose the main address, and retire one.

Academic addresses die with a transfer between académies.
"""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.translation import gettext as _, gettext_lazy

from accounts.actions.add_address import tell_of_change
from accounts.models import User
from kernel.domain import DomainError


class LastAddress(DomainError):
    """Without it nobody could sign in to the account."""


@transaction.atomic
def make_main_address(*, user: User, address: EmailAddress) -> None:
    """Write to this address from now on, and tell the one before."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not address.verified:
        raise DomainError(gettext_lazy("Confirm this address first."))
    before = user.email
    if before == address.email:
        return
    address.set_as_primary()
    tell_of_change(
        user, before, _("%(address)s is now the main address.") % {"address": address.email}
    )


@transaction.atomic
def retire_address(*, user: User, address: EmailAddress) -> None:
    """Take an address off the account and tell it; the main one and the last one stay."""
    user = User.objects.select_for_update().get(pk=user.pk)
    others = EmailAddress.objects.filter(user=user, verified=True).exclude(pk=address.pk)
    if not others.exists():
        raise LastAddress(
            gettext_lazy("This is the only address of your account: add another one first.")
        )
    if address.email == user.email:
        raise LastAddress(gettext_lazy("This is your main address: choose another main one first."))
    address.delete()
    if address.verified:
        what = _("%(address)s was removed.") % {"address": address.email}
        tell_of_change(user, address.email, what)
        tell_of_change(user, user.email, what)
