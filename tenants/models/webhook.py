"""Who is told, by HTTP, of what is published; and each message to them, until it arrived."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel import addresses
from kernel.addresses import UnreachableAddress


class WebhookEvent(models.TextChoices):
    CHANGED = "thing.changed", _("Something was published, or changed")
    WITHDRAWN = "thing.withdrawn", _("Something was withdrawn")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Could not be sent")


def check_address(url: str) -> None:
    """Refuse what is not https, and what leads into a private network."""
    try:
        parts = addresses.check(url)
    except UnreachableAddress as error:
        raise ValidationError(str(error)) from error
    if parts.scheme != "https":
        raise ValidationError(_("The address must begin with https://."))


# What sending may meet, by the name of its exception.
FAULTS = {
    "gaierror": _("no such address"),
    "ConnectionRefusedError": _("nobody listens there"),
    "TimeoutError": _("no answer in ten seconds"),
    "SSLCertVerificationError": _("its certificate is not valid"),
    "UnreachableAddress": _("a private address"),
    "inactive": _("switched off"),
}


class Webhook(models.Model):
    """One address that listens. Its secret follows from `salt` and the platform's own key."""

    name = models.CharField(_("name"), max_length=80)
    url = models.URLField(_("address"), max_length=500, validators=[check_address])
    events = ArrayField(
        models.CharField(max_length=30, choices=WebhookEvent), verbose_name=_("events")
    )
    schemas = ArrayField(
        models.CharField(max_length=63), verbose_name=_("sites"), default=list, blank=True
    )
    is_active = models.BooleanField(_("active"), default=True)
    salt = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class DeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def due(self, at: datetime) -> Self:
        return self.filter(state=DeliveryState.WAITING, next_attempt_at__lte=at)

    def stuck(self, at: datetime, after: timedelta) -> Self:
        """Taken by a worker that never came back."""
        return self.filter(state=DeliveryState.SENDING, taken_at__lte=at - after)


class WebhookDelivery(models.Model):
    """One message to one address: written with the fact, sent after; `key` is its id for them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(_("event"), max_length=30, choices=WebhookEvent)
    schema = models.CharField(_("site"), max_length=63)
    body = models.JSONField(_("message"))
    state = models.CharField(
        _("state"), max_length=10, choices=DeliveryState, db_default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), db_default=0)
    status = models.PositiveSmallIntegerField(_("last answer"), null=True)
    error = models.CharField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written"), db_default=Now(), editable=False)
    next_attempt_at = models.DateTimeField(_("next attempt"), db_default=Now())
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state="waiting"), name="delivery_waiting"
            ),
            models.Index(fields=["-created_at", "-id"], name="delivery_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.key}"

    @property
    def site(self) -> str:
        """The address of the site whose fact it is."""
        return str(self.body.get("site", {}).get("url", ""))

    @property
    def title(self) -> str:
        """Of what was published or withdrawn."""
        return str(self.body.get("data", {}).get("title", ""))

    @property
    def fault(self) -> str:
        """The last error in words; a status of HTTP, or what has no words, as it is."""
        return str(FAULTS.get(self.error, self.error))
