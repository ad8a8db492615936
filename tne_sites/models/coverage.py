"""The schools whose families must be reached, by code; the schools are in `territories`."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class TargetSchoolQuerySet(models.QuerySet["TargetSchool"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def during(self, first: date, last: date) -> Self:
        """Those that were targets for at least one day of a period, both ends included."""
        return self.filter(Q(until=None) | Q(until__gt=first), since__lte=last)


class TargetSchool(models.Model):
    """A school of the perimeter, from a day and maybe until one: it leaves, it is not deleted."""

    # A plain code: a key to `public` would be followed from there, where this table is not.
    uai = models.CharField(_("school code (UAI)"), max_length=8, unique=True)
    since = models.DateField(_("target since"))
    until = models.DateField(_("no longer since"), null=True, blank=True)
    note = models.CharField(_("note for the team"), max_length=300, blank=True)

    objects = TargetSchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("target school")
        verbose_name_plural = _("target schools")
        ordering = ["uai"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="target_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.uai
