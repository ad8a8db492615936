"""What must never be together: the sandbox and real money."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def check_payments(**_: Any) -> list[CheckMessage]:
    """Refuse a live key that talks to a sandbox, and deliveries that nothing signs."""
    found: list[CheckMessage] = []
    if settings.STRIPE_ADDRESS and "_live_" in settings.STRIPE_SECRET_KEY:
        hint = "Unset STRIPE_ADDRESS: a live key speaks to Stripe alone."
        found.append(Error("A live key beside the sandbox.", hint=hint, id="campaigns.E001"))
    if settings.STRIPE_SECRET_KEY and not settings.STRIPE_WEBHOOK_SECRETS:
        hint = "Set STRIPE_WEBHOOK_SECRETS, see docs/how-to/settings.md."
        found.append(
            Error("Nothing signs the provider’s deliveries.", hint=hint, id="campaigns.E002")
        )
    return found
