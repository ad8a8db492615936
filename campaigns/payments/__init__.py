"""The port to the payment provider, and its adapters."""

from functools import cache

from django.conf import settings

from campaigns.payments.base import PaymentProvider, ProviderTrouble
from campaigns.payments.stripe import StripeProvider


def provider() -> PaymentProvider:
    """Return the provider that the settings name; ProviderTrouble when there is none."""
    if not settings.STRIPE_SECRET_KEY:
        raise ProviderTrouble("no provider is set")
    return _made(
        settings.STRIPE_SECRET_KEY,
        settings.STRIPE_WORKER_KEY,
        tuple(settings.STRIPE_WEBHOOK_SECRETS),
        settings.STRIPE_ADDRESS,
    )


@cache
def _made(
    key: str, books_key: str, webhook_secrets: tuple[str, ...], address: str
) -> PaymentProvider:
    return StripeProvider(
        key=key, books_key=books_key, webhook_secrets=webhook_secrets, address=address
    )
