"""Where allauth asks us how the platform does it."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts import devices, limits, mails, second_factor
from accounts.domain.addresses import normalise
from accounts.models import User
from kernel.http import client_address
from kernel.ratelimit import TooManyAttempts

TOO_MANY = "too_many_attempts"


class AccountAdapter(DefaultAccountAdapter):
    # The same words whether the account exists, the password is wrong or the address unconfirmed.
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "The address or the password is not right, or the address is not confirmed yet: then "
            "follow the link in the message we sent."
        ),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mails.send_for_allauth(template_prefix, email, context)

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request) or "0.0.0.0"  # noqa: S104  "unknown", not an address to listen on

    def save_user(
        self,
        request: HttpRequest,
        user: User,
        form: BaseForm,
        commit: bool = True,  # noqa: FBT001, FBT002  allauth calls it so
    ) -> User:
        user.language = (translation.get_language() or "fr").partition("-")[0]
        return super().save_user(request, user, form, commit)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check a password, at the price of one attempt.

        An unconfirmed address is answered like a wrong one.

        A stranger who signs up with somebody's address, then tries his own password on it, would
        otherwise learn from the answer whether the address had an account before.
        """
        address = normalise(credentials.get("email", ""))
        self._take_attempt(request, address)
        user = super().authenticate(request, **credentials)
        if user is None or not user.is_active:
            return None
        if not EmailAddress.objects.filter(user=user, verified=True).exists():
            found = EmailAddress.objects.filter(user=user, email=address).first()
            if found is not None:
                found.send_confirmation(request)
            return None
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count nothing: allauth counts for a target alone, by which anybody locks anybody out."""

    def _take_attempt(self, request: HttpRequest, address: str) -> None:
        owner = EmailAddress.objects.filter(email=address, verified=True)
        device = devices.number_for(request, owner.values_list("user_id", flat=True).first())
        try:
            if device:
                limits.take_for(limits.SIGN_IN_DEVICE, device)
                return
            limits.take(limits.SIGN_IN, request, address)
        except TooManyAttempts as error:
            raise ValidationError(str(error), code=TOO_MANY) from error
        if not limits.is_allowed(lambda: limits.take_for(limits.SIGN_IN_STRANGERS, address)):
            raise ValidationError(
                _(
                    "Somebody is trying many passwords for this address. To get in from a device "
                    "that we do not know yet, choose another password: “Forgot your password?” "
                    "below."
                ),
                code=TOO_MANY,
            )

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponseBase:
        """Remember this browser as the person's, and take away the warning of deletion."""
        response = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user)
        if user.warned_inactive_at:
            User.objects.filter(pk=user.pk).update(warned_inactive_at=None)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again for serious steps, but not just after the sign-in itself."""
        records = get_authentication_records(self.request, self.request.user)
        last = max((record["at"] for record in records), default=0.0)
        if time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        return reverse("accounts:security")


class SecondFactorAdapter(DefaultMFAAdapter):
    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """One passkey for the nation and every department: they share the parent domain."""
        return {"id": settings.PLATFORM_DOMAIN, "name": settings.WAGTAIL_SITE_NAME}

    def encrypt(self, text: str) -> str:
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _safe().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last second factor of somebody whose role demands one."""
        return not (
            second_factor.is_required(authenticator.user) and second_factor.is_last(authenticator)
        )


def _safe() -> MultiFernet:
    """Encrypt with the secret key, read what older ones encrypted."""
    secrets = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(f"accounts.second-factor:{secret}".encode()) for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(item.digest())) for item in digests])
