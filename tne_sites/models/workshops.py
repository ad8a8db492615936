"""Workshops of a site, and their series; the national site's webinars are workshops too."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.domain.taxonomy import Audience, Topic
from tne_sites.domain.places import Places
from tne_sites.domain.states import Amenity, Mode, SpokenLanguage, WorkshopKind, WorkshopState
from tne_sites.domain.status import Facts, Status, status
from tne_sites.models.structures import Structure

FOUND_AFTER = timedelta(days=365)


def choices_field(title: Any, choices: type[models.TextChoices]) -> ArrayField:
    return ArrayField(
        models.CharField(max_length=20, choices=choices.choices),
        verbose_name=title,
        default=list,
        blank=True,
    )


class WorkshopSeries(models.Model):
    """Workshops that repeat; each date is a workshop of its own, so that one can move alone."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("series of workshops")
        verbose_name_plural = _("series of workshops")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def public(self) -> Self:
        """Those whose page anybody may read: a cancelled one says so until its date."""
        return self.exclude(state=WorkshopState.DRAFT)

    def published(self) -> Self:
        return self.filter(state=WorkshopState.PUBLISHED)

    def ahead(self, at: datetime) -> Self:
        return self.filter(ends_at__gt=at)

    def listed(self, at: datetime) -> Self:
        """What the catalogue holds: published, ahead or of the year before: lists show the former.

        Who looks for what took place finds it, after all that is ahead.
        """
        midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        return self.published().filter(ends_at__gt=midnight - FOUND_AFTER)

    def held(self, until: datetime) -> Self:
        """Those that took place before an instant."""
        return self.published().filter(ends_at__lte=until)

    def in_order(self) -> Self:
        return self.order_by("starts_at", "pk")

    def with_organiser(self) -> Self:
        return self.select_related("organiser", "series")


class Workshop(models.Model):
    """One date in one place. `places_taken` follows the registrations under this row's lock."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("word in the address"), max_length=120, editable=False)
    kind = models.CharField(
        _("kind"), max_length=16, choices=WorkshopKind, default=WorkshopKind.WORKSHOP
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=WorkshopState,
        default=WorkshopState.DRAFT,
        editable=False,
    )
    summary = models.CharField(_("in one sentence"), max_length=250, blank=True)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    series = models.ForeignKey(
        WorkshopSeries,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="workshops",
        verbose_name=_("series"),
        editable=False,
    )
    planned_on = models.DateField(_("date planned in the series"), null=True, editable=False)

    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone_name = models.CharField(_("time zone"), max_length=40, default=settings.TIME_ZONE)

    mode = models.CharField(_("where"), max_length=8, choices=Mode, default=Mode.ON_SITE)
    commune_code = models.CharField(_("commune"), max_length=5, blank=True)
    commune_name = models.CharField(max_length=60, blank=True, editable=False)
    place_name = models.CharField(_("name of the place"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    access_note = models.CharField(
        _("how to come, access"), max_length=300, blank=True, help_text=_("Bus, parking, entrance.")
    )
    amenities = choices_field(_("access and help"), Amenity)
    online_url = models.URLField(
        _("link to join"),
        blank=True,
        help_text=_("Sent to those who are registered, and shown to nobody else."),
    )

    organiser = models.ForeignKey(
        Structure, models.PROTECT, related_name="workshops", verbose_name=_("organiser")
    )
    audiences = choices_field(_("for whom"), Audience)
    themes = choices_field(_("themes"), Topic)
    languages = choices_field(_("languages spoken"), SpokenLanguage)
    # UAI codes: target schools whose families are invited.
    schools = ArrayField(
        models.CharField(max_length=8), verbose_name=_("target schools"), default=list, blank=True
    )

    needs_registration = models.BooleanField(_("people register"), default=True)
    capacity = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    party_most = models.PositiveSmallIntegerField(
        _("people in one registration, at most"), default=6
    )
    has_waiting_list = models.BooleanField(_("waiting list when it is full"), default=True)
    opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed by hand"), null=True, editable=False)
    places_taken = models.PositiveIntegerField(_("places taken"), default=0, editable=False)

    # Of the calendar event: grows with each change that people must know.
    sequence = models.PositiveIntegerField(default=0, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    cancel_reason = models.CharField(
        _("reason, for the public"), max_length=200, blank=True, editable=False
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["state", "ends_at"], name="workshop_state_end")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workshop_ends"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="workshop_has_places"
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(places_taken__lte=F("capacity")),
                name="workshop_never_overbooked",
            ),
            models.CheckConstraint(condition=Q(party_most__gt=0), name="workshop_party_positive"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=F("closes_at")),
                name="workshop_opens_before_closing",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkshopState.PUBLISHED) | Q(published_at__isnull=False),
                name="workshop_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkshopState.CANCELLED) | Q(cancelled_at__isnull=False),
                name="workshop_cancelled_has_date",
            ),
            models.UniqueConstraint(
                fields=["series", "planned_on"], name="workshop_once_a_day_in_series"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone_name)

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(self.time_zone)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(self.time_zone)

    @property
    def places(self) -> Places:
        return Places(self.capacity, self.places_taken)

    @property
    def facts(self) -> Facts:
        """What its status follows from."""
        return Facts(
            state=self.state,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            places=self.places,
            needs_registration=self.needs_registration,
            has_waiting_list=self.has_waiting_list,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            closed_at=self.closed_at,
        )

    def status(self, at: datetime) -> Status:
        return status(self.facts, at)

    @property
    def is_online(self) -> bool:
        return self.mode in {Mode.ONLINE, Mode.BOTH}


class WorkshopText(models.Model):
    """The words of a workshop in another language than French."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("in one sentence"), max_length=250, blank=True)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    access_note = models.CharField(_("how to come, access"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("translation of a workshop")
        verbose_name_plural = _("translations of workshops")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "language"], name="workshop_text_once")
        ]

    def __str__(self) -> str:
        return self.title
