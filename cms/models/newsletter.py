"""The newsletter of one site: who asked for it, what was sent."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def active(self) -> Self:
        """Those who confirmed and have not left."""
        return self.filter(confirmed_at__isnull=False, left_at__isnull=True)


class Subscriber(models.Model):
    """An address, what it agreed to and when; without confirmation it receives nothing."""

    # Also the secret of the unsubscribe link: it opens nothing else.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    asked_at = models.DateTimeField(_("asked"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    left_at = models.DateTimeField(_("unsubscribed"), null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        ordering = ["-asked_at", "-pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="subscriber_one_per_address")]

    def __str__(self) -> str:
        return self.email

    @property
    def is_active(self) -> bool:
        return self.confirmed_at is not None and self.left_at is None


class IssueState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")


class NewsletterIssue(ClusterableModel):
    """One letter: a few words and published news, sent once to each subscriber of one language."""

    subject = models.CharField(_("subject"), max_length=120)
    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    news = ParentalManyToManyField(
        "cms.NewsPage", verbose_name=_("news"), blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=IssueState, default=IssueState.DRAFT, editable=False
    )
    last_subscriber = models.BigIntegerField(default=0, editable=False)
    recipients = models.PositiveIntegerField(_("recipients"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)

    class Meta:
        verbose_name = _("newsletter issue")
        verbose_name_plural = _("newsletter issues")
        ordering = ["-created_at", "-pk"]
        permissions = [("send_newsletterissue", "Can send newsletter issue")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=IssueState.SENT) | Q(sent_at__isnull=False),
                name="issue_sent_has_date",
            )
        ]

    def __str__(self) -> str:
        return self.subject
