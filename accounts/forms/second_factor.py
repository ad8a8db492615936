"""The code of an authenticator app: counted, and used once on all sites together."""

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts import limits
from accounts.adapter import TOO_MANY
from accounts.forms.entrance import PlainFields
from accounts.models import User
from kernel.ratelimit import TooManyAttempts
from tenants.context import enter


class _CountedCode:
    """Takes one attempt for each code; for a stranger's password thief there are fifty in an hour.

    The person is counted with their password: choosing another one, by their mailbox, gives the
    owner a fresh allowance that the thief cannot touch.
    """

    user: User

    def clean_code(self) -> Any:
        secret = f"{self.user.pk}:{self.user.password}"
        target = salted_hmac("accounts.code", secret, algorithm="sha256").hexdigest()
        try:
            limits.take(limits.CODE, context.request, target)
            limits.take_for(limits.CODE_STRANGERS, target)
        except TooManyAttempts as error:
            raise ValidationError(str(error), code=TOO_MANY) from error
        # Used codes are noted in the cache, which is each site's own: note them where all sites
        # look.
        with enter("public"):
            code = super().clean_code()  # type: ignore[misc]  # a mixin: the form comes after
            # A code is right for a minute and a half: read over a shoulder, it must not work again.
            if not cache.add(f"accounts.code:{target}:{normalize_user_code(code)}", True, 120):
                raise self._wrong()
            return code

    def _wrong(self) -> ValidationError:
        return get_adapter().validation_error("incorrect_code")


class CodeForm(_CountedCode, PlainFields, AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or a recovery code")


class ReauthenticateCodeForm(_CountedCode, PlainFields, ReauthenticateForm):
    pass


class AddAppForm(PlainFields, ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
