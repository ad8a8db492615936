"""How a campaign's money is settled: a plan that is read, agreed to, then carried out once."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.models.gift import Gift


class SettlementKind(models.TextChoices):
    SUCCESS = "success", _("success")
    FAILURE = "failure", _("failure")
    REFUSAL = "refusal", _("refusal of a gift")
    CANCELLATION = "cancellation", _("cancellation")


class SettlementState(models.TextChoices):
    WAITING = "waiting", _("to be approved")
    RUNNING = "running", _("being carried out")
    DONE = "done", _("carried out")


class SettlementQuerySet(models.QuerySet["Settlement"]):
    def unfinished_refusals(self, campaign: Campaign) -> Self:
        """Return the refusals of gifts whose money the campaign still counts."""
        rows = self.filter(campaign=campaign, kind=SettlementKind.REFUSAL)
        return rows.exclude(state=SettlementState.DONE)


class Settlement(models.Model):
    """One end of one campaign, or of one gift; its figures are those that were agreed to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="settlements")
    gift = models.ForeignKey(Gift, models.PROTECT, null=True, related_name="settlements")
    kind = models.CharField(_("kind"), max_length=12, choices=SettlementKind)
    state = models.CharField(
        _("state"), max_length=8, choices=SettlementState, default=SettlementState.WAITING
    )
    raised_cents = models.BigIntegerField(_("raised"))
    to_structure_cents = models.BigIntegerField(_("to the structure"), default=0)
    to_platform_cents = models.BigIntegerField(_("to the platform"), default=0)
    to_donors_cents = models.BigIntegerField(_("back to donors"), default=0)
    to_funds_cents = models.BigIntegerField(_("to funds and patrons"), default=0)
    refunds = models.PositiveIntegerField(_("gifts given back"), default=0)
    redistributed = models.PositiveIntegerField(_("gifts left to the fund"), default=0)
    boosts = models.PositiveIntegerField(_("boosts returned"), default=0)
    reason = models.CharField(_("reason, kept private"), max_length=300, blank=True)
    is_exception = models.BooleanField(_("exception, after the payout"), default=False)
    wanted = models.PositiveSmallIntegerField(_("approvals wanted"), default=0)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    prepared_at = models.DateTimeField(db_default=Now(), editable=False)
    done_at = models.DateTimeField(_("carried out"), null=True)

    objects = SettlementQuerySet.as_manager()

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        ordering = ["-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind"], condition=Q(gift=None), name="settlement_once"
            ),
            models.UniqueConstraint(
                fields=["gift"], condition=Q(gift__isnull=False), name="settlement_once_per_gift"
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("first_by")),
                name="settlement_takes_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting")
                | Q(wanted=0)
                | Q(first_by__isnull=False, second_by__isnull=False),
                name="settlement_approved_before_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(is_exception=False) | Q(kind="refusal", wanted=2),
                name="settlement_exception_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(kind="refusal", gift__isnull=False) | ~Q(kind="refusal") & Q(gift=None),
                name="settlement_refusal_has_its_gift",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.campaign}"
