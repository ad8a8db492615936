"""What must never be together: the sandbox and real money."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning as Doubt, register


@register(Tags.security)
def check_payments(**_: Any) -> list[CheckMessage]:
    """Refuse a live key that talks to a sandbox, and deliveries that nothing signs."""
    found: list[CheckMessage] = []
    if settings.STRIPE_ADDRESS and "_live_" in settings.STRIPE_SECRET_KEY:
        hint = "Unset STRIPE_ADDRESS: a live key speaks to Stripe alone."
        found.append(Error("A live key beside the sandbox.", hint=hint, id="campaigns.E001"))
    keys = {settings.STRIPE_SECRET_KEY, settings.STRIPE_WORKER_KEY} - {""}
    if len({"_live_" in key for key in keys}) > 1:
        hint = "STRIPE_SECRET_KEY and STRIPE_WORKER_KEY are both live, or both for tests."
        found.append(Error("A live key beside one for tests.", hint=hint, id="campaigns.E003"))
    if settings.DEVELOPMENT and any("_live_" in key for key in keys):
        hint = "Each environment has keys of its own: unset it."
        found.append(Error("A live key on a developer's machine.", hint=hint, id="campaigns.E004"))
    if any(key.startswith("sk_live_") for key in keys):
        hint = "Make restricted keys (rk_live_…) with the rights named in docs/how-to/gifts.md."
        found.append(Doubt("A key of Stripe's that may do all.", hint=hint, id="campaigns.W001"))
    if settings.STRIPE_SECRET_KEY and not settings.STRIPE_WEBHOOK_SECRETS:
        hint = "Set STRIPE_WEBHOOK_SECRETS, see docs/how-to/settings.md."
        found.append(
            Error("Nothing signs the provider’s deliveries.", hint=hint, id="campaigns.E002")
        )
    return found
