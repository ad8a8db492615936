"""Which body coordinates a department, and since when.

It may be replaced, and its history stays.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.models import Tenant


class CoordinatingBody(models.Model):
    """An association, a council, the platform itself: who signs the consortium agreement."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    website = models.URLField(_("website"), blank=True)

    class Meta:
        verbose_name = _("coordinating body")
        verbose_name_plural = _("coordinating bodies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CoordinationQuerySet(models.QuerySet["Coordination"]):
    def current(self, at: datetime | None = None) -> Self:
        at = at or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class Coordination(models.Model):
    tenant = models.ForeignKey(
        Tenant, models.CASCADE, related_name="coordinations", verbose_name=_("site")
    )
    body = models.ForeignKey(
        CoordinatingBody,
        models.PROTECT,
        related_name="coordinations",
        verbose_name=_("coordinating body"),
    )
    since = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = CoordinationQuerySet.as_manager()

    class Meta:
        verbose_name = _("coordination")
        verbose_name_plural = _("coordinations")
        ordering = ["tenant", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="coordination_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["tenant"], condition=Q(until=None), name="coordination_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenant}: {self.body}"
