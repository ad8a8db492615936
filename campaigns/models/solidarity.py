"""Who helps campaigns besides donors: patrons, what they agreed to give, and each boost."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts
from campaigns.domain.eligibility import Rules
from campaigns.domain.taxonomy import Format, Level, Theme
from campaigns.models.campaign import Campaign
from territories.models.school import Label


def logo_place(patron: "Patron", _name: str) -> str:
    # The media view serves what is below `images`; each upload has a name of its own.
    return f"images/mecenes/{patron.pk.hex}-{uuid.uuid4().hex[:8]}.png"


class PatronQuerySet(models.QuerySet["Patron"]):
    def shown(self) -> Self:
        return self.filter(is_shown=True)


class Patron(models.Model):
    """A company, a foundation or an association; its contact is for the team alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    introduction = models.TextField(
        _("what it supports, for the public"), max_length=600, blank=True
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.ImageField(_("logo"), upload_to=logo_place, blank=True)
    is_shown = models.BooleanField(_("shown to the public"), default=True)
    contact_name = models.CharField(_("contact, for the team"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail of the contact"), blank=True)
    contact_phone = models.CharField(_("telephone of the contact"), max_length=30, blank=True)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)

    objects = PatronQuerySet.as_manager()

    class Meta:
        verbose_name = _("patron")
        verbose_name_plural = _("patrons")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def _words(title: Any, length: int, choices: Any = None) -> ArrayField:
    column = models.CharField(max_length=length, choices=choices)
    return ArrayField(column, verbose_name=title, default=list, blank=True)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def running(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class Agreement(models.Model):
    """What a patron signed: an amount, dates, and which campaigns it is for, as data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patron = models.ForeignKey(Patron, models.PROTECT, related_name="agreements")
    title = models.CharField(_("title"), max_length=120)
    amount_cents = models.PositiveBigIntegerField(_("amount promised"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    themes = _words(_("themes"), 30, Theme.choices)
    formats = _words(_("kinds of action"), 20, Format.choices)
    levels = _words(_("levels"), 12, Level.choices)
    labels = _words(_("labels of the school"), 20, Label.choices)
    departments = _words(_("departments"), 3)
    communes = _words(_("communes, by INSEE code"), 5)
    keywords = _words(_("words of the project"), 40)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement of a patron")
        verbose_name_plural = _("agreements of patrons")
        ordering = ["-starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="agreement_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.patron} – {self.title}"

    @property
    def account(self) -> str:
        """The envelope in the ledger."""
        return accounts.patron(self.pk)

    @property
    def rules(self) -> Rules:
        return Rules(
            themes=self.themes,
            formats=self.formats,
            levels=self.levels,
            labels=self.labels,
            departments=self.departments,
            communes=self.communes,
            keywords=self.keywords,
        )


class Endowment(models.Model):
    """Money that a patron paid for an agreement, as its bank statement names it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="endowments")
    amount_cents = models.PositiveBigIntegerField(_("amount received"))
    received_on = models.DateField(_("received"))
    reference = models.CharField(_("reference on the bank statement"), max_length=60)
    # The line of the bank that shows it, once one does.
    line = models.OneToOneField(
        "campaigns.BankLine", models.PROTECT, null=True, related_name="endowment"
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("payment of a patron")
        verbose_name_plural = _("payments of patrons")
        ordering = ["-received_on"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="endowment_positive"),
            models.UniqueConstraint(
                fields=["agreement", "reference"], name="endowment_once_per_reference"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class BoostState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    POSTED = "posted", _("given")
    RETURNED = "returned", _("returned to its envelope")


class BoostQuerySet(models.QuerySet["Boost"]):
    def posted(self) -> Self:
        return self.filter(state=BoostState.POSTED)


class Boost(models.Model):
    """An amount of an envelope for one campaign; the ledger says where its money is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="boosts")
    fund = models.CharField(_("envelope"), max_length=120)
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, related_name="boosts")
    amount_cents = models.PositiveBigIntegerField(_("amount"))
    state = models.CharField(
        _("state"), max_length=9, choices=BoostState, default=BoostState.PROPOSED
    )
    exception = models.CharField(_("why an exception"), max_length=300, blank=True)
    wants_two = models.BooleanField(_("two persons"), default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    ended_at = models.DateTimeField(_("withdrawn or returned"), null=True)

    objects = BoostQuerySet.as_manager()

    class Meta:
        verbose_name = _("boost")
        verbose_name_plural = _("boosts")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="boost_positive"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"]) | Q(approved_by__isnull=False),
                name="boost_approved_before_it_is_given",
            ),
            models.CheckConstraint(
                condition=Q(wants_two=False)
                | Q(approved_by=None)
                | ~Q(approved_by=F("proposed_by")),
                name="boost_takes_two_persons",
            ),
            models.UniqueConstraint(
                fields=["campaign", "fund"],
                condition=Q(state="proposed"),
                name="boost_proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.amount_cents}"

    @property
    def source(self) -> str:
        """What the ledger's entries say of it."""
        return f"boost:{self.pk}"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def waiting(self) -> Self:
        return self.filter(approved_by=None, withdrawn_at=None)


class Release(models.Model):
    """Money of an envelope that nobody can use any more, moved to one that can; by two persons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField(_("from the envelope"), max_length=120)
    target = models.CharField(_("to the envelope"), max_length=120)
    amount_cents = models.PositiveBigIntegerField(_("amount"))
    reason = models.CharField(_("why"), max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release of an envelope")
        verbose_name_plural = _("releases of envelopes")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="release_positive"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("proposed_by")),
                name="release_takes_two_persons",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(approved_by=None, withdrawn_at=None),
                name="release_proposed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}: {self.amount_cents}"
