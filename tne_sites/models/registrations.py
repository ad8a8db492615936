"""Who comes to a workshop, who waits, whom to telephone, what was written to them."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tne_sites.domain.states import (
    HOLDING,
    LIVE,
    CallReason,
    RegistrationSource,
    RegistrationState,
)
from tne_sites.models.workshops import Workshop


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def holding(self) -> Self:
        return self.filter(state__in=HOLDING)

    def waiting(self) -> Self:
        """First come, first served: rows are numbered under the workshop's lock."""
        return self.filter(state=RegistrationState.WAITING).order_by("pk")

    def confirmed(self) -> Self:
        return self.filter(state=RegistrationState.CONFIRMED)

    def late_offers(self, at: datetime) -> Self:
        return self.filter(state=RegistrationState.OFFERED, offer_ends_at__lte=at)

    def with_email(self, email: str) -> Self:
        return self.filter(email__iexact=email.strip())


class Registration(models.Model):
    """One person who comes, alone or with others; `key` is also the secret of their link."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="registrations", verbose_name=_("workshop")
    )
    state = models.CharField(
        _("state"), max_length=12, choices=RegistrationState, default=RegistrationState.CONFIRMED
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    party = models.PositiveSmallIntegerField(_("number of people"), default=1)
    needs = models.CharField(_("needs"), max_length=500, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    source = models.CharField(
        _("registered"),
        max_length=8,
        choices=RegistrationSource,
        default=RegistrationSource.ONLINE,
    )
    created_at = models.DateTimeField(_("registered on"))
    offered_at = models.DateTimeField(_("place offered"), null=True, editable=False)
    offer_ends_at = models.DateTimeField(_("offer ends"), null=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)
    # People who came; empty as long as nobody said.
    attended = models.PositiveSmallIntegerField(_("people who came"), null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["workshop", "state"], name="registration_workshop"),
            models.Index(
                fields=["offer_ends_at"],
                condition=Q(state=RegistrationState.OFFERED),
                name="registration_offer_end",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(party__gt=0), name="registration_has_people"),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.OFFERED) | Q(offer_ends_at__isnull=False),
                name="registration_offer_ends",
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at__isnull=False)
                | ~Q(name="") & (~Q(email="") | ~Q(phone="") | Q(source="door")),
                name="registration_can_be_reached",
            ),
            models.UniqueConstraint(
                models.F("workshop"),
                Lower("email"),
                condition=Q(state__in=sorted(LIVE)) & ~Q(email=""),
                name="registration_once_per_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.pk}"


class CallQuerySet(models.QuerySet["Call"]):
    def to_make(self, at: datetime) -> Self:
        """Those that still help somebody: who may come, to a workshop that is not over."""
        return self.filter(
            done_at=None, registration__state__in=LIVE, registration__workshop__ends_at__gt=at
        )


class Call(models.Model):
    """Somebody without e-mail who must be told something by telephone."""

    registration = models.ForeignKey(Registration, models.CASCADE, related_name="calls")
    reason = models.CharField(_("reason"), max_length=12, choices=CallReason)
    text = models.TextField(_("to say"), max_length=5000, blank=True)
    created_at = models.DateTimeField(_("since"))
    done_at = models.DateTimeField(_("called"), null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call to make")
        verbose_name_plural = _("calls to make")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(done_at__isnull=True), name="call_to_make"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.reason}"


class WorkshopMessage(models.Model):
    """What staff wrote to the registrants of a workshop, kept with the number of its readers."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="messages")
    subject = models.CharField(_("subject"), max_length=120)
    body = models.TextField(_("message"), max_length=5000)
    with_waiting = models.BooleanField(_("also to the waiting list"), default=False)
    sent_at = models.DateTimeField(_("sent"))
    mails = models.PositiveIntegerField(_("by e-mail"), default=0)
    calls = models.PositiveIntegerField(_("to telephone"), default=0)

    class Meta:
        verbose_name = _("message to registrants")
        verbose_name_plural = _("messages to registrants")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


class WorkshopImport(models.Model):
    """A spreadsheet that was read and shown, until somebody says yes; forgotten after a month."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(_("file"), max_length=120)
    rows = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(_("read"), auto_now_add=True)
    done_at = models.DateTimeField(_("imported"), null=True, editable=False)

    class Meta:
        verbose_name = _("import of workshops")
        verbose_name_plural = _("imports of workshops")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
