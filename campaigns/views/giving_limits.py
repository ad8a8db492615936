"""How often one may begin to pay: cards are tried on pages like ours."""

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import limits
from campaigns.models import InboxEvent
from kernel.domain import DomainError
from kernel.ratelimit import RateLimit
from tenants import alerts

# A school gives from one address of the internet.
GIVE = RateLimit(name="campaigns.give", per_caller=60, per_target=10, window=timedelta(hours=1))
CODES = RateLimit(
    name="campaigns.codes", per_caller=100, per_target=5, window=timedelta(minutes=15)
)
# Refused cards of the whole platform, before it pauses.
MOST_REFUSED, WITHIN = 40, timedelta(minutes=5)


def take_code(request: HttpRequest, email: str) -> None:
    """Count a code that is sent; only so many reach one mailbox. Or raise TooManyAttempts."""
    limits.take(CODES, request, email)
    limits.take_for(limits.MAILS, email)


class TooManyRefusals(DomainError):
    """Somebody tries cards: nobody may begin for some minutes."""


def check_breaker(at: datetime) -> None:
    """Raise TooManyRefusals while cards are being tried here."""
    refused = InboxEvent.objects.filter(
        kind="payment_intent.payment_failed", received_at__gt=at - WITHIN
    )
    if refused.count() >= MOST_REFUSED:
        message = _("Many cards were refused in a few minutes: payments pause.")
        alerts.raise_alert("campaigns.card-testing", "", message)
        raise TooManyRefusals(_("Too many payments at this moment. Try again in five minutes."))
