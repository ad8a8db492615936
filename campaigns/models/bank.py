"""The file of a recipient structure: private documents, and the account that is paid."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.structure import Structure


class DocumentKind(models.TextChoices):
    SIRENE = "sirene", _("Sirene notice, less than three months old")
    BANK = "bank", _("Bank details (RIB) in the name of the structure")
    REPRESENTATIVE = "representative", _("Appointment of the legal representative")
    STATUTES = "statutes", _("Statutes, for an association")


class DocumentState(models.TextChoices):
    WAITING = "waiting", _("To be checked")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


def document_place(document: "StructureDocument", _name: str) -> str:
    # Outside the folders that the media view serves: read through a page that checks who asks.
    return f"structures/{document.structure_id}/{document.pk.hex}.pdf"


class StructureDocument(models.Model):
    """A paper that the manager sends and staff check; only they may read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    structure = models.ForeignKey(Structure, models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=16, choices=DocumentKind)
    file = models.FileField(_("file"), upload_to=document_place)
    state = models.CharField(
        _("state"), max_length=8, choices=DocumentState, default=DocumentState.WAITING
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked"), null=True)
    reason = models.CharField(_("why it was refused"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("document of a structure")
        verbose_name_plural = _("documents of structures")
        ordering = ["kind", "-sent_at"]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class BankAccountQuerySet(models.QuerySet["BankAccount"]):
    def waiting(self) -> Self:
        return self.filter(confirmed_at=None, refused_at=None)

    def usable(self, at: datetime) -> Self:
        """Those that a payout may use now, the latest first: confirmed, and the delay is over."""
        good = self.filter(refused_at=None, usable_from__lte=at)
        return good.order_by("-usable_from", "-proposed_at")


class BankAccount(models.Model):
    """Entered by the manager, confirmed by somebody else; a change waits before it is used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    structure = models.ForeignKey(Structure, models.PROTECT, related_name="bank_accounts")
    iban = models.CharField(_("IBAN"), max_length=34)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    holder = models.CharField(_("in the name of"), max_length=140)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("entered"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    usable_from = models.DateTimeField(_("used from"), null=True)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    refused_at = models.DateTimeField(_("refused"), null=True)
    reason = models.CharField(_("why it was refused"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = BankAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("bank account of a structure")
        verbose_name_plural = _("bank accounts of structures")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("proposed_by")),
                name="bank_account_takes_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None, usable_from=None)
                | Q(
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                    usable_from__isnull=False,
                    usable_from__gte=F("confirmed_at"),
                ),
                name="bank_account_confirmation_is_whole",
            ),
            models.UniqueConstraint(
                fields=["structure"],
                condition=Q(confirmed_at=None, refused_at=None),
                name="bank_account_waits_alone",
            ),
        ]

    def __str__(self) -> str:
        return self.masked

    @property
    def masked(self) -> str:
        """What others than the manager may see: FR76 … 0189."""
        return f"{self.iban[:4]} … {self.iban[-4:]}"
