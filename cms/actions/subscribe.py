"""Ask for the newsletter: nothing is sent but one message, until its link is followed."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts import limits
from cms.models import Subscriber
from kernel.ratelimit import RateLimit
from kernel.signing import seal
from tenants import outbox

PURPOSE = "newsletter"
# Somebody who asks again within the hour gets one message, not ten.
AGAIN_AFTER = timedelta(hours=1)
# What strangers can have sent to one mailbox by all sites together.
MAILS = RateLimit(
    name="cms.newsletter-mails",
    per_caller=limits.NO_LIMIT,
    per_target=3,
    window=timedelta(hours=1),
)


@transaction.atomic
def subscribe(*, email: str, language: str, root_url: str, at: datetime) -> Subscriber:
    """Remember the wish and send the link, or tell a subscriber that they are one.

    The answer and the work are the same whether the address was known or not: neither the page nor
    its time tells.
    """
    address = email.strip().lower()
    wished = Subscriber(email=address, language=language)
    Subscriber.objects.bulk_create([wished], ignore_conflicts=True)
    subscriber = Subscriber.objects.get(email__iexact=address)
    if not subscriber.is_active:
        subscriber.language = language
    subscriber.save(update_fields=["language"])
    if limits.is_allowed(lambda: limits.take_for(MAILS, address)):
        _write(subscriber, root_url, at)
    return subscriber


def _write(subscriber: Subscriber, root_url: str, at: datetime) -> None:
    if subscriber.is_active:
        kind, link = "cms.newsletter-already", f"{root_url}quitter/{subscriber.key}/"
    else:
        token = seal(PURPOSE, str(subscriber.key))
        kind, link = "cms.newsletter-confirm", f"{root_url}confirmer/{token}/"
    hour = int(at.timestamp() // AGAIN_AFTER.total_seconds())
    outbox.write(
        kind,
        f"{subscriber.key}:{hour}",
        to=subscriber.email,
        language=subscriber.language,
        context={"link": link},
    )
