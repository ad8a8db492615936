"""Tax receipts: a number without gap for each structure and year, and words that never change."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.gift import DonorKind, Gift, Method
from campaigns.models.structure import Structure


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def valid(self) -> Self:
        return self.filter(cancelled_at=None)


class Receipt(models.Model):
    """What a structure certifies to a donor, as it was on that day; a mistake is replaced."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    structure = models.ForeignKey(Structure, models.PROTECT, related_name="receipts")
    gift = models.ForeignKey(Gift, models.PROTECT, related_name="receipts")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    amount_cents = models.PositiveBigIntegerField(_("amount"))
    given_on = models.DateField(_("day of the gift"))
    method = models.CharField(_("paid"), max_length=8, choices=Method)
    donor_kind = models.CharField(max_length=7, choices=DonorKind)
    donor_name = models.CharField(_("name"), max_length=140)
    donor_address = models.CharField(_("postal address"), max_length=300)
    donor_siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    structure_name = models.CharField(_("legal name"), max_length=140)
    structure_address = models.CharField(_("address"), max_length=200)
    structure_siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    signatory = models.CharField(_("legal representative"), max_length=100)
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by", verbose_name=_("replaces")
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("tax receipt")
        verbose_name_plural = _("tax receipts")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "year", "number"], name="receipt_number_once"
            ),
            models.UniqueConstraint(
                fields=["gift"], condition=Q(cancelled_at=None), name="receipt_once_per_gift"
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0, amount_cents__gt=0), name="receipt_figures_positive"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | ~Q(reason=""), name="receipt_cancelled_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What is printed: the year and the number of the structure's own series."""
        return f"{self.year}-{self.number:05d}"


class GiftMessage(models.Model):
    """A few words between a holder and one donor; neither sees the other's address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gift = models.ForeignKey(Gift, models.CASCADE, related_name="messages")
    is_from_holder = models.BooleanField()
    text = models.TextField(_("message"), max_length=1500)
    at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(_("read"), null=True)

    class Meta:
        verbose_name = _("private message")
        verbose_name_plural = _("private messages")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["gift", "at"], name="message_of_gift")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="gift_message_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.gift_id} {self.at:%Y-%m-%d}"
