"""The same request, sent again because its answer was lost, begins one gift."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import GiftRequest, Payment
from kernel.domain import DomainError

# As long as a program may ask again for the same gift.
KEPT = timedelta(days=2)


class OtherRequest(DomainError):
    """The key was used before, to ask for something else."""


def begun(*, key: str, said: str) -> Payment | None:
    """Return the last payment of the gift that this request began; or raise OtherRequest."""
    known = GiftRequest.objects.filter(key=key, gift__isnull=False).select_related("gift").first()
    return _payment_of(known, said) if known else None


@transaction.atomic
def begin_once(*, key: str, said: str, begin: Callable[[], Payment]) -> Payment:
    """Begin a gift, unless this request began it already; what `begin` refuses leaves no trace."""
    # Two at the same moment: the second one waits here for what the first one does.
    request, is_new = GiftRequest.objects.get_or_create(key=key, defaults={"said": said})
    if not is_new:
        return _payment_of(request, said)
    payment = begin()
    request.gift = payment.gift
    request.save(update_fields=["gift"])
    return payment


def forget_requests(*, at: datetime) -> int:
    """Forget those that nobody will send again; return how many. Their gifts stay."""
    return GiftRequest.objects.filter(created_at__lt=at - KEPT).delete()[0]


def _payment_of(request: GiftRequest, said: str) -> Payment:
    if request.said != said or request.gift is None:
        raise OtherRequest(_("This Idempotency-Key was used for another gift."))
    return request.gift.payments.select_related("gift__campaign").latest("created_at")
