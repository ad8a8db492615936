"""Heads of school and funds managers: bound to a school and a post, not to a project."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from territories.models import School


class PostKind(models.TextChoices):
    HEAD = "head", _("Head of school")
    MANAGER = "manager", _("Funds manager")


class PostQuerySet(models.QuerySet["Post"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def of(self, campaign: Campaign) -> Self:
        """The two posts that answer for a campaign."""
        proposal = campaign.proposal
        is_head = Q(kind=PostKind.HEAD, email__iexact=proposal.head_email)
        is_manager = Q(kind=PostKind.MANAGER, email__iexact=proposal.manager_email)
        return self.current().filter(is_head | is_manager, school=campaign.school_id)


class Post(models.Model):
    """An address that the holder named, then the person who proved it is theirs.

    In September another head follows: the post ends, and with it every right it gave.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("post"), max_length=8, choices=PostKind)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    email = models.EmailField(_("address"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="school_posts",
        verbose_name=_("person"),
    )
    invited_at = models.DateTimeField(_("invited"), db_default=Now(), editable=False)
    activated_at = models.DateTimeField(_("activated"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post at a school")
        verbose_name_plural = _("posts at schools")
        ordering = ["school", "kind"]
        constraints = [
            models.UniqueConstraint(
                "kind", "school", Lower("email"), condition=Q(ended_at=None), name="post_once"
            ),
            models.CheckConstraint(
                condition=Q(activated_at=None) | Q(user__isnull=False), name="post_active_has_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.school}"

    @property
    def language(self) -> str:
        """The language of the person, once there is one."""
        return self.user.language if self.user else ""


class Attestation(models.Model):
    """The head says that the school's validations exist: an explicit act, even of the holder."""

    campaign = models.OneToOneField(
        Campaign, models.CASCADE, primary_key=True, related_name="attestation"
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("attested"))

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")

    def __str__(self) -> str:
        return str(self.campaign)
