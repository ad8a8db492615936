"""States of payments and refunds: a late message never takes one back."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PaymentState(TextChoices):
    CREATED = "created", _("begun")
    REDIRECTED = "redirected", _("on the payment page")
    AWAITED = "awaited", _("transfer awaited")
    PROCESSING = "processing", _("being confirmed")
    PARTIAL = "partial", _("partly arrived")
    EXPIRED = "expired", _("given up")
    CANCELLED = "cancelled", _("cancelled")
    SUCCEEDED = "succeeded", _("paid")
    MISMATCH = "mismatch", _("to be examined")

    @classmethod
    def unfinished(cls) -> list["PaymentState"]:
        return [cls.CREATED, cls.REDIRECTED, cls.PROCESSING, *cls.by_transfer()]

    @classmethod
    def by_transfer(cls) -> list["PaymentState"]:
        """Those of a transfer that may still arrive, wholly or in part."""
        return [cls.AWAITED, cls.PARTIAL]


class RefundState(TextChoices):
    DUE = "due", _("due")
    ASKED = "asked", _("asked")
    PENDING = "pending", _("on its way")
    SUCCEEDED = "succeeded", _("given back")
    FAILED = "failed", _("to be paid by transfer")
    MANUAL = "manual", _("being prepared, by transfer")
    DISPUTED = "disputed", _("taken back by the donor’s bank")
    DROPPED = "dropped", _("not due after all")


# What is paid stays paid, even when word of an expired page comes after.
RANK = {
    PaymentState.CREATED: 0,
    PaymentState.REDIRECTED: 1,
    PaymentState.AWAITED: 2,
    PaymentState.PROCESSING: 3,
    PaymentState.PARTIAL: 4,
    PaymentState.EXPIRED: 5,
    PaymentState.CANCELLED: 6,
    PaymentState.MISMATCH: 7,
    PaymentState.SUCCEEDED: 8,
}


def later(current: str, proposed: PaymentState) -> PaymentState:
    """Return the state that is further on its way."""
    return max(PaymentState(current), proposed, key=lambda state: RANK[state])
