"""What the provider pays out to our bank, and the lines of its account that each payout pays."""

from typing import Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from campaigns.models.bank_line import BankLine
from campaigns.models.inbox import ProviderLine
from kernel.money import Money


class ProviderPayoutState(models.TextChoices):
    PENDING = "pending", _("announced")
    TRANSIT = "in_transit", _("on its way to our bank")
    PAID = "paid", _("paid")
    FAILED = "failed", _("refused by our bank")
    CANCELED = "canceled", _("cancelled")


GONE = (ProviderPayoutState.FAILED, ProviderPayoutState.CANCELED)


class ProviderPayoutQuerySet(models.QuerySet["ProviderPayout"]):
    def with_sums(self) -> Self:
        """Annotate what its lines add up to, how many they are, and what is missing."""
        parts = PayoutPart.objects.filter(payout=OuterRef("pk")).order_by().values("payout")
        total = Subquery(parts.annotate(sum=Sum("cents")).values("sum"))
        number = Subquery(parts.annotate(number=Count("pk")).values("number"))
        return self.annotate(
            summed_cents=Coalesce(total, 0, output_field=models.BigIntegerField()),
            line_count=Coalesce(number, 0),
        ).annotate(gap_cents=F("amount_cents") - F("summed_cents"))


class ProviderPayout(models.Model):
    """One payout of the provider; what it pays is its parts, to the cent."""

    payout_id = models.CharField(max_length=120, unique=True)
    amount_cents = models.BigIntegerField(_("amount in cents"))
    state = models.CharField(_("state"), max_length=10, choices=ProviderPayoutState)
    # The provider names the lines of an automatic payout; of one that we ask for, it cannot.
    is_named = models.BooleanField()
    made_at = models.DateTimeField(_("date"))
    arrives_on = models.DateField(_("expected at the bank"))
    bank_line = models.OneToOneField(
        BankLine, models.PROTECT, null=True, related_name="provider_payout"
    )

    objects = ProviderPayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payout of the provider")
        verbose_name_plural = _("payouts of the provider")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0), name="provider_payout_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.payout_id

    @property
    def amount(self) -> Money:
        return Money(self.amount_cents)


class PayoutPart(models.Model):
    """What one payout pays of one line; a refund or a fee lessens it."""

    payout = models.ForeignKey(ProviderPayout, models.PROTECT, related_name="parts")
    line = models.ForeignKey(ProviderLine, models.PROTECT, related_name="parts")
    cents = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payout", "line"], name="payout_part_once"),
            models.CheckConstraint(condition=~Q(cents=0), name="payout_part_moves_something"),
        ]

    def __str__(self) -> str:
        return f"{self.payout_id}: {self.cents}"
