"""A line of the bank was taken for another gift: who said so, who agreed, when it was mended."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.bank_line import BankLine
from campaigns.models.gift import Payment
from kernel.money import Money


class CorrectionQuerySet(models.QuerySet["LineCorrection"]):
    def waiting(self) -> Self:
        return self.filter(done_at=None, withdrawn_at=None)


class LineCorrection(models.Model):
    """A match that was wrong; a large one takes two persons."""

    line = models.ForeignKey(BankLine, models.PROTECT, related_name="corrections")
    payment = models.ForeignKey(Payment, models.PROTECT, related_name="corrections")
    amount_cents = models.PositiveBigIntegerField(_("amount in cents"))
    reason = models.CharField(_("reason, kept private"), max_length=300)
    wanted = models.PositiveSmallIntegerField(_("persons wanted"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(_("carried out"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a transfer")
        verbose_name_plural = _("corrections of transfers")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="correction_positive"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="correction_takes_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(wanted=1) | Q(approved_by__isnull=False),
                name="correction_approved_before_it_is_done",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(withdrawn_at=None),
                name="correction_done_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="correction_waits_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} – {self.payment_id}"

    @property
    def amount(self) -> Money:
        return Money(self.amount_cents)
