"""The partnership register, private: agreements with structures, money, papers, log."""

from datetime import date
from pathlib import PurePosixPath
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from tne_sites.domain.partnerships import (
    AgreementKind,
    AgreementState,
    Amounts,
    Instalment,
    Phase,
    amounts,
    phase,
)
from tne_sites.fields import EurosField
from tne_sites.models.structures import Structure


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force_during(self, first: date, last: date) -> Self:
        """Those signed whose days and this period, both ends included, have a day in common."""
        begun = Q(starts_on__isnull=True) | Q(starts_on__lte=last)
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        return self.filter(begun, lasting, state=AgreementState.SIGNED)

    def ending_between(self, first: date, last: date) -> Self:
        return self.filter(state=AgreementState.SIGNED, ends_on__range=(first, last))


class Agreement(ClusterableModel):
    """What a structure and the coordination promise each other."""

    structure = models.ForeignKey(
        Structure,
        models.PROTECT,
        related_name="agreements",
        verbose_name=_("structure"),
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=AgreementKind, default=AgreementKind.CONVENTION
    )
    title = models.CharField(_("object"), max_length=200)
    state = models.CharField(
        _("state"), max_length=12, choices=AgreementState, default=AgreementState.DRAFT
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    amount_cents = EurosField(_("amount agreed"), default=0)
    workshops_promised = models.PositiveSmallIntegerField(
        _("workshops promised"), null=True, blank=True
    )
    terms = models.TextField(
        _("roles and terms"),
        max_length=4000,
        blank=True,
        help_text=_("Who does what, what each brings, when money is paid. Read by the team alone."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_it_begins",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.SIGNED) | Q(signed_on__isnull=False),
                name="agreement_signed_has_date",
                violation_error_message=_("A signed agreement has the date of its signature."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def phase_on(self, day: date) -> Phase:
        state = AgreementState(self.state)
        return phase(state, starts_on=self.starts_on, ends_on=self.ends_on, today=day)

    def amounts_on(self, day: date) -> Amounts:
        """Read the instalments that were prefetched, if they were."""
        parts = [
            Instalment(row.amount_cents, row.due_on, row.paid_on) for row in self.instalments.all()
        ]
        return amounts(self.amount_cents, parts, today=day)


class AgreementInstalment(models.Model):
    agreement = ParentalKey(Agreement, on_delete=models.CASCADE, related_name="instalments")
    amount_cents = EurosField(_("amount"))
    due_on = models.DateField(_("due on"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.agreement_id} {self.due_on}"


def paper_path(_paper: "AgreementPaper", filename: str) -> str:
    """Outside the folders that visitors may read (cms/views/media.py)."""
    return f"partnerships/{PurePosixPath(filename).name}"


class AgreementPaper(models.Model):
    """A private document: handed out by a view that asks who reads, and writes it down."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=120)
    file = models.FileField(_("file"), upload_to=paper_path, max_length=200)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    added_by = models.CharField(_("by"), max_length=150, blank=True)
    # Whose name that is: a plain number, so that the name can be taken off when they leave.
    added_by_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("document of an agreement")
        verbose_name_plural = _("documents of agreements")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class LogEntry(models.Model):
    """A call, a meeting, a decision about a structure; written once, never changed."""

    structure = models.ForeignKey(Structure, models.CASCADE, related_name="log")
    at = models.DateTimeField(_("date"), auto_now_add=True)
    by = models.CharField(_("by"), max_length=150, blank=True)
    by_id = models.BigIntegerField(null=True, editable=False)
    text = models.TextField(_("what was said or decided"), max_length=2000)

    class Meta:
        verbose_name = _("entry of the log")
        verbose_name_plural = _("entries of the log")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.structure_id} {self.at:%Y-%m-%d}"
