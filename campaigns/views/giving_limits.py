"""How often one may begin to pay: cards are tried on pages like ours.

An allowance for a network address, a wider one for the network around it, one for an address of
mail, one for a campaign; and the refused cards of the whole platform. From some refusals on, each
card payment wants a code that has just come by mail: it costs a thief a mailbox and a minute, and a
donor a minute, without a script and without asking a third party. From many, payments pause.
"""

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import limits
from campaigns.models import InboxEvent
from kernel.domain import DomainError
from kernel.http import client_address
from kernel.ratelimit import RateLimit
from tenants import alerts
from tenants.models import AlertLevel

HOUR = timedelta(hours=1)
# A school gives from one address of the internet.
GIVE = RateLimit(name="campaigns.give", per_caller=60, per_target=10, window=HOUR)
# Whoever has many addresses has them side by side.
NETWORK = RateLimit(name="campaigns.give-network", per_caller=200, window=HOUR)
NETWORK_BITS = {4: 24, 6: 48}
# The address of mail is proven: nobody uses up another's.
MAILBOX = RateLimit(
    name="campaigns.give-mailbox", per_caller=limits.NO_LIMIT, per_target=20, window=HOUR
)
CAMPAIGN = RateLimit(
    name="campaigns.give-campaign", per_caller=limits.NO_LIMIT, per_target=600, window=HOUR
)
CODES = RateLimit(
    name="campaigns.codes", per_caller=100, per_target=5, window=timedelta(minutes=15)
)
# Refused cards of the whole platform: from some on each payment wants a new code, then it pauses.
SOME_REFUSED, MOST_REFUSED, WITHIN = 10, 40, timedelta(minutes=5)
ALERT = "campaigns.card-testing"


def take_code(request: HttpRequest, email: str) -> None:
    """Count a code that is sent; only so many reach one mailbox. Or raise TooManyAttempts."""
    limits.take(CODES, request, email)
    limits.take_for(limits.MAILS, email)


def take_gift(request: HttpRequest, email: str, campaign: object = None) -> None:
    """Count an attempt to pay, in all the ways in which it is limited; or raise TooManyAttempts."""
    limits.take(GIVE, request, email)
    NETWORK.take(caller=_network_of(client_address(request)))
    limits.take_for(MAILBOX, email)
    if campaign is not None:
        limits.take_for(CAMPAIGN, str(campaign))


def _network_of(address: str) -> str:
    """Return the first address of the network around a caller."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    network = ipaddress.ip_network((ip, NETWORK_BITS[ip.version]), strict=False)
    return str(network.network_address)


class TooManyRefusals(DomainError):
    """Somebody tries cards: nobody may begin for some minutes."""


class TooQuick(DomainError):
    """Nobody reads three pages in so little time."""

    def __init__(self) -> None:
        super().__init__(_("Read your gift again, then pay."))


def check_pace(begun: float, at: datetime) -> None:
    """Raise TooQuick for what fills three pages in faster than it can be read."""
    if at.timestamp() - begun < settings.GIFT_LEAST_SECONDS:
        raise TooQuick


def wants_new_code(at: datetime) -> bool:
    """Say whether cards seem to be tried here; raise TooManyRefusals when they surely are."""
    refused = _refused(at)
    if refused < SOME_REFUSED:
        return False
    check_breaker(at)
    message = _("Some cards were refused in a few minutes: each payment wants a new code.")
    alerts.raise_alert(ALERT, "", message, AlertLevel.WARNING)
    return True


def check_breaker(at: datetime, *, is_proven_now: bool = True) -> None:
    """Raise TooManyRefusals while cards are being tried here; sooner for who can show no code."""
    if _refused(at) < (MOST_REFUSED if is_proven_now else SOME_REFUSED):
        return
    message = _("Many cards were refused in a few minutes: payments pause.")
    alerts.raise_alert(ALERT, "", message)
    raise TooManyRefusals(_("Too many payments at this moment. Try again in five minutes."))


def _refused(at: datetime) -> int:
    rows = InboxEvent.objects.filter(
        kind="payment_intent.payment_failed", received_at__gt=at - WITHIN
    )
    return rows.count()
