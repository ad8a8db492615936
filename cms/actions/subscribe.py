"""Ask for the newsletter: nothing is sent but one message, until its link is followed."""

from datetime import datetime, timedelta

from django.db import transaction

from cms.models import Subscriber
from kernel.signing import seal
from tenants import outbox

PURPOSE = "newsletter"
# Somebody who asks again within the hour gets one message, not ten.
AGAIN_AFTER = timedelta(hours=1)


@transaction.atomic
def subscribe(*, email: str, language: str, root_url: str, at: datetime) -> Subscriber:
    """Remember the wish and send the link.

    The answer is the same whether the address was known or not.
    """
    address = email.strip().lower()
    subscriber, _is_new = Subscriber.objects.get_or_create(
        email__iexact=address, defaults={"email": address}
    )
    if subscriber.is_active:
        return subscriber
    subscriber.language = language
    subscriber.save(update_fields=["language"])
    hour = int(at.timestamp() // AGAIN_AFTER.total_seconds())
    outbox.write(
        "cms.newsletter-confirm",
        f"{subscriber.key}:{hour}",
        to=address,
        language=language,
        context={"link": f"{root_url}{seal(PURPOSE, str(subscriber.key))}/"},
    )
    return subscriber
