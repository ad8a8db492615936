"""An account is closed: the person leaves, the numbers stay.

The row is never deleted. Pages, revisions and entries of ledgers point at it from every site; what
they point at then names nobody.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, override

from accounts import mails
from accounts.domain.roles import RoleKind
from accounts.models import PendingAddress, Role, User
from kernel import ports
from kernel.bus import publish
from kernel.domain import DomainError
from kernel.events import PersonAnonymised
from tenants import audit
from tenants.context import enter, in_tenant
from tenants.models import Tenant

GONE = "example.invalid"


class LastAdministrator(DomainError):
    """Somebody must be able to give roles."""


@transaction.atomic
def close_account(
    *, user: User, by: User | None, at: datetime | None = None, reason: str = "asked"
) -> list[ports.Kept]:
    """Make the account name nobody, on all sites.

    Return what is kept and why, or raise LastAdministrator.

    `by` is the person, or None for the platform (an account nobody used). Doing it twice changes
    nothing.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.anonymised_at:
        return []
    _refuse_last_administrator(user)
    at = at or timezone.now()
    language, address = user.language, user.email
    is_confirmed = bool(user.verified_addresses())
    with override(language):
        kept = _ask_providers(user.as_person())
    end_everything(user, at)
    erase(user, at)
    audit.record(action="account.closed", actor=by, target=user, detail={"reason": reason})
    if is_confirmed:
        _say_goodbye(address, language, kept)
    publish(PersonAnonymised(user_id=user.pk))
    return kept


def _refuse_last_administrator(user: User) -> None:
    administrators = Role.objects.current().filter(kind=RoleKind.NATIONAL_ADMINISTRATOR)
    if administrators.filter(user=user).exists() and not administrators.exclude(user=user).exists():
        raise LastAdministrator(
            _("You are the only national administrator: give the role to somebody else first.")
        )


def _ask_providers(person: ports.Person) -> list[ports.Kept]:
    """Let every app forget the person: once in `public`, or once on each site."""
    kept: list[ports.Kept] = []
    for provider in ports.personal_data:
        if not provider.per_tenant:
            with enter("public"):
                kept += provider.anonymise(person)
            continue
        for tenant in Tenant.objects.all():
            kept += in_tenant(tenant, partial(_anonymise, provider, person))
    return list({(item.title, item.reason): item for item in kept}.values())


def _anonymise(provider: ports.PersonalData, person: ports.Person) -> list[ports.Kept]:
    return list(provider.anonymise(person))


def end_everything(user: User, at: datetime) -> None:
    """End roles, sessions and second factors; addresses leave the account."""
    from accounts.projection import project  # noqa: PLC0415  it reads what this module changes

    # From here on nothing is written to the person but the goodbye.
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.roles.filter(since__gt=at).update(since=at, until=at)
    user.roles.not_ended(at).update(until=at)
    user.admissions.current().update(ended_at=at)
    project(user, at=at)
    for session in UserSession.objects.filter(user=user):
        session.end()
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    PendingAddress.objects.filter(user=user).delete()
    user.notification_preferences.all().delete()


def erase(user: User, at: datetime) -> None:
    """Take name, address and password off the row; it signs nobody in again."""
    user.first_name = user.last_name = ""
    user.email = f"{user.pk}-{secrets.token_hex(4)}@{GONE}"
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = user.warned_inactive_at = None
    user.anonymised_at = at
    user.set_unusable_password()
    user.save()


def _say_goodbye(address: str, language: str, kept: Sequence[ports.Kept]) -> None:
    with override(language):
        lines = [f"{item.title} : {item.reason}" for item in kept]
        mails.send(
            "accounts.account_closed",
            address,
            {"kept": "\n".join(lines) or _("Nothing.")},
            language=language,
        )


def release_unconfirmed(email: str) -> None:
    """Free an address held by a sign-up that nobody confirmed.

    Its owner has just proved it is theirs.
    """
    verified = EmailAddress.objects.filter(verified=True).values("user_id")
    for squatter in User.objects.filter(email=email, anonymised_at=None).exclude(pk__in=verified):
        if not squatter.has_usable_password() or squatter.last_login:
            continue
        close_account(user=squatter, by=None, reason="never confirmed")
