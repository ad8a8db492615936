"""The second half of a double opt-in."""

from datetime import datetime, timedelta

from django.db import transaction

from cms.actions.subscribe import PURPOSE
from cms.models import Subscriber
from kernel.domain import gettext_noop
from kernel.signing import InvalidLink, unseal

VALID = timedelta(days=7)


@transaction.atomic
def confirm_subscription(*, token: str, at: datetime) -> Subscriber:
    """Start sending to this address; raise InvalidLink for a wrong or old link. Twice is once."""
    key = unseal(PURPOSE, token, max_age=VALID)
    subscriber = Subscriber.objects.select_for_update().filter(key=key).first()
    if subscriber is None:
        raise InvalidLink(gettext_noop("This link leads nowhere any more."))
    if not subscriber.is_active:
        subscriber.confirmed_at, subscriber.left_at = at, None
        subscriber.save(update_fields=["confirmed_at", "left_at"])
    return subscriber
