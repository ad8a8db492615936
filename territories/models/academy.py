"""Académies, and which one a department belonged to on a day: Caen became Normandie in 2020."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _


class DatedQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows with `since` and `until`, both included; an empty bound has no limit."""

    def on(self, day: date | Combinable) -> Self:
        """What was true on a day; the day may be an expression, such as OuterRef("opened_on")."""
        return self.filter(
            Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
        )


class Region(models.Model):
    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AcademyQuerySet(DatedQuerySet["Academy"]):
    def owning_address(self, address: str) -> Self:
        """Those whose staff has such an address: jeanne.martin@ac-normandie.fr."""
        _mailbox, _at, host = address.strip().lower().rpartition("@")
        return self.filter(email_domains__contains=[host]) if host else self.none()


class Academy(models.Model):
    code = models.SlugField(_("code"), max_length=20, primary_key=True)
    name = models.CharField(_("name"), max_length=40, unique=True)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="academies", verbose_name=_("region")
    )
    email_domains = ArrayField(
        models.CharField(max_length=60), verbose_name=_("domains of staff e-mail"), default=list
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AcademyQuerySet.as_manager()

    class Meta:
        verbose_name = _("académie")
        verbose_name_plural = _("académies")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="academy_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class AcademyMembershipQuerySet(DatedQuerySet["AcademyMembership"]):
    def by_department(self) -> dict[str, Academy]:
        """The académie of each department's code; call it on `.on(day)`."""
        return {row.department_id: row.academy for row in self.select_related("academy")}


class AcademyMembership(models.Model):
    """A department belongs to one académie at a time, and may change."""

    department = models.ForeignKey(
        "territories.Department",
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("department"),
    )
    academy = models.ForeignKey(
        Academy, models.CASCADE, related_name="memberships", verbose_name=_("académie")
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AcademyMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("department of an académie")
        verbose_name_plural = _("departments of académies")
        ordering = ["department", F("since").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="membership_dates_in_order"
            ),
            models.UniqueConstraint(
                fields=["department", "since"],
                nulls_distinct=False,
                name="membership_starts_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["department"],
                condition=Q(until__isnull=True),
                name="membership_has_one_today",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} {self.academy_id}"
