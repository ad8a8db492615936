"""What the provider told us, kept once: a worker asks the provider itself what became of it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class InboxState(models.TextChoices):
    NEW = "new", _("new")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class InboxEvent(models.Model):
    """A delivery: ids alone, no content, since the object is asked for."""

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=120)
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=6, choices=InboxState, default=InboxState.NEW)
    tried_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="inbox_event_once")
        ]
        indexes = [
            models.Index(fields=["received_at"], condition=~Q(state="done"), name="inbox_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"


class ProviderLine(models.Model):
    """A line of the provider's account of us, matched with an entry by reconciliation."""

    line_id = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    amount_cents = models.BigIntegerField()
    fee_cents = models.BigIntegerField()
    net_cents = models.BigIntegerField()
    source = models.CharField(max_length=120)
    happened_at = models.DateTimeField()
    matched = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["happened_at"], name="provider_line_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.line_id}"
