"""Who must sign in with a second factor, and who has one."""

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.models import User

# Recovery codes replace a lost factor; alone they are none.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_required(user: User) -> bool:
    """Say whether a role, or a technical account's rights, demand a second factor."""
    return bool(settings.MFA_REQUIRED) and (user.is_superuser or user.has_role())


def has_one(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


def is_last(authenticator: Authenticator) -> bool:
    """Say whether nothing would be left but recovery codes."""
    others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
    is_factor = authenticator.type in FACTORS
    return is_factor and not others.exclude(pk=authenticator.pk).exists()
