"""The life of a campaign: updates of its holder, who follows them, words of those who give."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign


class UpdateKind(models.TextChoices):
    NEWS = "news", _("News")
    REPORT = "report", _("What became of the project")


class Update(models.Model):
    """News from the holder, on the page and mailed to those who follow."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="updates")
    kind = models.CharField(_("kind"), max_length=8, choices=UpdateKind, default=UpdateKind.NEWS)
    title = models.CharField(_("title"), max_length=90)
    text = models.TextField(_("text"), max_length=4000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("published"))
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)

    class Meta:
        verbose_name = _("news of a project")
        verbose_name_plural = _("news of projects")
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["campaign", "-at"], name="update_of_campaign")]

    def __str__(self) -> str:
        return self.title


class FollowerQuerySet(models.QuerySet["Follower"]):
    def active(self) -> Self:
        return self.filter(confirmed_at__isnull=False, left_at=None)


class Follower(models.Model):
    """An address that asked for the news of one campaign, and confirmed it; never shown."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="followers")
    email = models.EmailField(_("address"))
    language = models.CharField(_("language"), max_length=10, blank=True)
    asked_at = models.DateTimeField(_("asked"), db_default=Now(), editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    left_at = models.DateTimeField(_("left"), null=True, editable=False)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower of a project")
        verbose_name_plural = _("followers of projects")
        constraints = [
            models.UniqueConstraint("campaign", Lower("email"), name="follower_once_a_campaign")
        ]

    def __str__(self) -> str:
        return str(self.key)


class WordState(models.TextChoices):
    WAITING = "waiting", _("To be read")
    SHOWN = "shown", _("Shown")
    REFUSED = "refused", _("Not shown")


class Word(models.Model):
    """A few words of somebody who gave, under a name of their choice; shown once read by staff."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="words")
    # Which gift they came with; whose it was is not told from here.
    gift_id = models.BigIntegerField(null=True, editable=False)
    pseudonym = models.CharField(_("name shown"), max_length=60)
    text = models.TextField(_("words"), max_length=500)
    at = models.DateTimeField(_("written"))
    state = models.CharField(
        _("state"), max_length=8, choices=WordState, default=WordState.WAITING, editable=False
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    read_at = models.DateTimeField(_("read"), null=True, editable=False)

    class Meta:
        verbose_name = _("words of support")
        verbose_name_plural = _("words of support")
        ordering = ["-at", "pk"]
        indexes = [
            models.Index(fields=["campaign", "-at"], name="word_of_campaign"),
            models.Index(fields=["at"], condition=Q(state="waiting"), name="word_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["gift_id"], condition=Q(gift_id__isnull=False), name="word_once_a_gift"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
