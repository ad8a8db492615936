"""How long an account is kept without use.

The durations are settings (docs/how-to/accounts-and-roles.md).
"""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from accounts import mails
from accounts.actions.close_account import close_account
from accounts.models import Invitation, PendingAddress, Role, User


def run(at: datetime) -> str:
    """Do everything that is due; return what was done, for the job's page."""
    done = {
        "never confirmed": forget_unconfirmed(at),
        "warned": warn_inactive(at),
        "closed": close_inactive(at),
        "invitations": forget_invitations(at),
        "addresses": forget_pending_addresses(at),
        "sessions": Session.objects.filter(expire_date__lt=at).delete()[0],
    }
    return ", ".join(f"{name}: {count}" for name, count in done.items())


def forget_unconfirmed(at: datetime) -> int:
    """Close sign-ups whose address was not confirmed in time."""
    before = at - timedelta(days=settings.ACCOUNTS_UNCONFIRMED_DAYS)
    confirmed = EmailAddress.objects.filter(verified=True).values("user_id")
    unconfirmed = _open_accounts().filter(date_joined__lt=before, last_login=None)
    # Accounts made by a command have no address to confirm, and are not sign-ups.
    signed_up = EmailAddress.objects.filter(verified=False).values("user_id")
    rows = unconfirmed.filter(pk__in=signed_up).exclude(pk__in=confirmed)
    return _close(rows, at, "never confirmed")


def warn_inactive(at: datetime) -> int:
    """Write to people who have not signed in for long; they have a month to come back."""
    before = at - timedelta(days=settings.ACCOUNTS_INACTIVE_DAYS)
    closing_on = (at + timedelta(days=settings.ACCOUNTS_WARNING_DAYS)).date()
    rows = _unused_since(before).filter(warned_inactive_at=None)
    for user in rows:
        context = {"when": closing_on, "link": mails.absolute("account_login")}
        mails.notify("accounts.inactive", user, context)
        User.objects.filter(pk=user.pk).update(warned_inactive_at=at)
    return len(rows)


def close_inactive(at: datetime) -> int:
    """Close the accounts whose owners were warned and did not come back."""
    warned_before = at - timedelta(days=settings.ACCOUNTS_WARNING_DAYS)
    unused = _unused_since(at - timedelta(days=settings.ACCOUNTS_INACTIVE_DAYS))
    return _close(unused.filter(warned_inactive_at__lt=warned_before), at, "inactive")


def forget_invitations(at: datetime) -> int:
    """Take the address off invitations nobody answered, some time after they ended."""
    before = at - timedelta(days=settings.ACCOUNTS_INVITATION_KEPT_DAYS)
    rows = Invitation.objects.filter(accepted_at=None, expires_at__lt=before)
    rows = rows.exclude(email__endswith="@example.invalid")
    for invitation in rows:
        invitation.email = f"invitation-{invitation.pk}@example.invalid"
        invitation.revoked_at = invitation.revoked_at or at
        invitation.save(update_fields=["email", "revoked_at"])
    return len(rows)


def forget_pending_addresses(at: datetime) -> int:
    before = at - timedelta(days=settings.ACCOUNTS_UNCONFIRMED_DAYS)
    return PendingAddress.objects.filter(asked_at__lt=before).delete()[0]


def _open_accounts() -> QuerySet[User]:
    return User.objects.filter(anonymised_at=None, is_superuser=False)


def _unused_since(instant: datetime) -> QuerySet[User]:
    """Accounts nobody signed in to, and that no role keeps."""
    seen = _open_accounts().annotate(seen_at=Coalesce("last_login", F("date_joined")))
    in_charge = Role.objects.not_ended().values("user_id")
    return seen.filter(seen_at__lt=instant, is_active=True).exclude(pk__in=in_charge)


def _close(rows: QuerySet[User], at: datetime, reason: str) -> int:
    users = list(rows)
    for user in users:
        close_account(user=user, by=None, at=at, reason=reason)
    return len(users)
