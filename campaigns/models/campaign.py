"""A collection of gifts for one project of one school."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.domain.states import PUBLIC, State
from campaigns.domain.taxonomy import Format, Level, Theme
from campaigns.models.structure import Structure
from territories.models import School

# In an order of its own: a set's would change the migration at each start.
NEVER_PUBLISHED = sorted(set(State.values) - set(PUBLIC))


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def open(self) -> Self:
        """Those that take gifts."""
        return self.filter(state=State.PUBLISHED)

    def public(self) -> Self:
        """Those that whoever comes may see."""
        return self.filter(state__in=PUBLIC)

    def held_by(self, user: models.Model) -> Self:
        return self.filter(holder=user)


class Campaign(models.Model):
    """What is decided and dated; the words of the page are in its proposal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=90, blank=True)
    slug = models.SlugField(_("word in the address"), max_length=110, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=State, default=State.DRAFT, editable=False
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="held_campaigns",
        verbose_name=_("holder"),
    )
    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("school"),
    )
    structure = models.ForeignKey(
        Structure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name=_("recipient structure"),
    )
    theme = models.CharField(_("theme"), max_length=30, choices=Theme, blank=True)
    format = models.CharField(_("kind of action"), max_length=20, choices=Format, blank=True)
    levels = ArrayField(
        models.CharField(max_length=12, choices=Level),
        verbose_name=_("levels"),
        default=list,
        blank=True,
    )
    minimum_cents = models.PositiveBigIntegerField(_("minimum goal in cents"), null=True)
    optimum_cents = models.PositiveBigIntegerField(_("optimum goal in cents"), null=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    extended_at = models.DateTimeField(_("extended"), null=True, editable=False)
    # Staff decide it; the platform suggests it. Kept when the collection is over.
    is_courte_echelle = models.BooleanField(_("Courte Échelle"), default=False)
    ended_at = models.DateTimeField(_("collection stopped"), null=True, editable=False)
    # Kept when the project is cancelled after: it stays a success of the collection.
    succeeded_at = models.DateTimeField(_("succeeded"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    state_changed_at = models.DateTimeField(_("in this state since"), db_default=Now())

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "closes_at"], name="campaign_state_end"),
            models.Index(fields=["holder", "state"], name="campaign_holder_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="campaign_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(minimum_cents__gt=0), name="campaign_minimum_positive"
            ),
            models.CheckConstraint(
                condition=Q(optimum_cents__gte=F("minimum_cents")),
                name="campaign_optimum_reaches_minimum",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="campaign_ends_after_it_opens"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="campaign_slug_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=NEVER_PUBLISHED)
                | ~Q(slug="")
                & Q(
                    school__isnull=False,
                    structure__isnull=False,
                    minimum_cents__isnull=False,
                    optimum_cents__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                ),
                name="campaign_published_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Project without title"))
