"""Leave the newsletter, at one click."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cms.models import Subscriber


@transaction.atomic
def unsubscribe(*, key: UUID, at: datetime) -> None:
    """Stop sending; an unknown key changes nothing and says nothing, and twice is once."""
    Subscriber.objects.filter(key=key, left_at__isnull=True).update(left_at=at)
