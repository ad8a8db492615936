"""The outbox, and the texts that staff may edit."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from kernel.typography import for_language


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    DEAD = "dead", _("Could not be sent")
    CANCELLED = "cancelled", _("Cancelled")


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, at: datetime) -> Self:
        return self.filter(state=MailState.WAITING, next_attempt_at__lte=at)

    def stuck(self, at: datetime, after: timedelta) -> Self:
        """Taken by a worker that never came back."""
        return self.filter(state=MailState.SENDING, taken_at__lte=at - after)

    def dead(self) -> Self:
        return self.filter(state=MailState.DEAD)


class Mail(models.Model):
    """One message to one person: written with the fact that causes it, sent after."""

    schema = models.CharField(_("site"), max_length=63, db_default="public")
    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(
        _("about"), max_length=200, help_text=_("What the message is about: it is sent once.")
    )
    to = models.EmailField(_("recipient"), max_length=254)
    language = models.CharField(_("language"), max_length=10)
    sender_name = models.CharField(max_length=100, blank=True)
    reply_to = models.EmailField(blank=True)
    unsubscribe_url = models.URLField(max_length=500, blank=True)
    subject = models.CharField(_("subject"), max_length=250)
    text = models.TextField(_("text"))
    html = models.TextField()
    is_bulk = models.BooleanField(default=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MailState, db_default=MailState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), db_default=0)
    error = models.CharField(_("last error"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("written"), db_default=Now(), editable=False)
    next_attempt_at = models.DateTimeField(_("next attempt"), db_default=Now())
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("outbox")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schema", "kind", "key", "to"], name="mail_once_per_object"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state="waiting"), name="mail_waiting"
            ),
            models.Index(fields=["taken_at"], condition=Q(state="sending"), name="mail_sending"),
            models.Index(fields=["to"], name="mail_recipient"),
            models.Index(fields=["-created_at", "-id"], name="mail_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class MailText(models.Model):
    """What staff wrote instead of the text that came with the code, in one language."""

    kind = models.CharField(_("message"), max_length=80)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(
        _("text"),
        help_text=_(
            "Blank lines between paragraphs, ## before a heading, - before the lines of a list, "
            "**bold**, [Label]({link}) alone on its line for a button."
        ),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("text of a message")
        verbose_name_plural = _("texts of messages")
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="mail_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Check here too: a text with a wrong variable would break a message that is due."""
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a variable that this message does not have, or the loss of one that it needs."""
        from tenants.outbox import kinds  # noqa: PLC0415 - the outbox imports its tables

        kind = kinds.find(self.kind)
        if kind is None:
            raise ValidationError({"kind": _("This message does not exist.")})
        self.subject = for_language(self.subject, self.language)
        self.body = for_language(self.body, self.language)
        errors = kinds.faults(kind, subject=self.subject, body=self.body)
        if errors:
            raise ValidationError(errors)
