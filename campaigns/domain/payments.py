"""States of payments and refunds: a late message never takes one back."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaymentState(TextChoices):
    CREATED = "created", _("begun")
    REDIRECTED = "redirected", _("on the payment page")
    PROCESSING = "processing", _("being confirmed")
    EXPIRED = "expired", _("given up")
    CANCELLED = "cancelled", _("cancelled")
    SUCCEEDED = "succeeded", _("paid")
    MISMATCH = "mismatch", _("to be examined")

    @classmethod
    def unfinished(cls) -> list["PaymentState"]:
        return [cls.CREATED, cls.REDIRECTED, cls.PROCESSING]


class RefundState(TextChoices):
    DUE = "due", _("due")
    ASKED = "asked", _("asked")
    PENDING = "pending", _("on its way")
    SUCCEEDED = "succeeded", _("given back")
    FAILED = "failed", _("to be paid by transfer")
    DISPUTED = "disputed", _("taken back by the donor’s bank")


# What is paid stays paid, even when word of an expired page comes after.
RANK = {
    PaymentState.CREATED: 0,
    PaymentState.REDIRECTED: 1,
    PaymentState.PROCESSING: 2,
    PaymentState.EXPIRED: 3,
    PaymentState.CANCELLED: 4,
    PaymentState.MISMATCH: 5,
    PaymentState.SUCCEEDED: 6,
}


def later(current: str, proposed: PaymentState) -> PaymentState:
    """Return the state that is further on its way."""
    return max(PaymentState(current), proposed, key=lambda state: RANK[state])
