"""From allauth's messages to ours: every mail about an account goes through the outbox.

The texts are in `mail_kinds.py`.
"""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext

from accounts import limits
from accounts.models import User
from tenants import outbox
from tenants.context import current_tenant

type Values = Mapping[str, object]

# allauth sends these after the commit, when a machine that stops loses them: `handlers` writes them
# before.
WRITTEN_BY_HANDLERS = frozenset(
    {
        "mfa/email/totp_activated",
        "mfa/email/totp_deactivated",
        "mfa/email/webauthn_added",
        "mfa/email/webauthn_removed",
    }
)


def _link(context: Values) -> Values:
    return {"link": context.get("activate_url") or context["password_reset_url"]}


def _exists(context: Values) -> Values:
    return {"reset_link": context["password_reset_url"], "sign_in_link": absolute("account_login")}


def _unknown(context: Values) -> Values:
    return {"sign_up_link": context["signup_url"]}


def _when(context: Values) -> Values:
    return {
        "when": context.get("timestamp") or timezone.now(),
        "reset_link": absolute("account_reset_password"),
    }


def _new_codes(context: Values) -> Values:
    return {**_when(context), "what": gettext("New recovery codes were made.")}


# allauth's name of a message → ours, and our variables from its own.
OURS: dict[str, tuple[str, Callable[[Values], Values]]] = {
    "account/email/email_confirmation_signup": ("accounts.confirm_sign_up", _link),
    "account/email/email_confirmation": ("accounts.confirm_sign_up", _link),
    "account/email/account_already_exists": ("accounts.account_exists", _exists),
    "account/email/password_reset_key": ("accounts.reset_password", _link),
    "account/email/unknown_account": ("accounts.unknown_account", _unknown),
    "account/email/password_changed": ("accounts.password_changed", _when),
    "account/email/password_reset": ("accounts.password_changed", _when),
    "account/email/password_set": ("accounts.password_changed", _when),
    "mfa/email/recovery_codes_generated": ("accounts.second_factor_changed", _new_codes),
}
# Those that anybody may have sent to any address.
UNASKED = frozenset(
    {
        "accounts.confirm_sign_up",
        "accounts.account_exists",
        "accounts.reset_password",
        "accounts.unknown_account",
    }
)


def send_for_allauth(prefix: str, email: str, context: Mapping[str, Any]) -> None:
    """Write the message of ours that says what allauth wanted to say."""
    if prefix in WRITTEN_BY_HANDLERS:
        return
    user = context.get("user")
    language = user.language if isinstance(user, User) else translation.get_language() or "fr"
    kind, convert = OURS[prefix]
    with translation.override(language):
        send(kind, email, convert(context), language=language)


def send(kind: str, email: str, context: Values, *, language: str, key: object = "") -> None:
    """Write a message; without key each call is another message.

    What anybody may have sent is limited for each mailbox, and the limit is the same whether the
    address has an account or not.
    """
    if kind in UNASKED and not limits.is_allowed(
        lambda: limits.take_for(limits.MAILS, email.casefold())
    ):
        return
    outbox.write(kind, key or secrets.token_hex(8), to=email, language=language, context=context)


def notify(kind: str, user: User, context: Values, *, key: object = "") -> None:
    """Write a message to a person's main address, in their language."""
    if user.is_active:
        send(kind, user.email, context, language=user.language, key=key)


def second_factor_changed(user: User, what: str | Promise) -> None:
    """Tell a person, in the transaction of the change, how signing in changed."""
    with translation.override(user.language):
        context = {**_when({}), "what": str(what)}
    notify("accounts.second_factor_changed", user, context)


def absolute(name: str, *args: object) -> str:
    """Return a page's whole address on the current site (the national one in `public`)."""
    return f"{site_url()}{reverse(name, args=args)}"


def site_url() -> str:
    from tenants.models import Tenant  # noqa: PLC0415  tables are ready when this is called

    tenant = current_tenant() or Tenant.objects.national()
    return tenant.root_url
