"""Communes by INSEE code, with those that were merged and the wards of the three largest towns."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kernel.typed import fold
from territories.models.department import Department

# Both halves are named not null: a range of nothing is unknown, which a check lets pass.
POINT_ON_EARTH = Q(
    latitude__isnull=False,
    longitude__isnull=False,
    latitude__range=(-90, 90),
    longitude__range=(-180, 180),
)


def name_key(name: str) -> str:
    """What a person may type of a name: no capitals, accents, hyphens or apostrophes."""
    plain = fold(name).replace("œ", "oe")
    return " ".join("".join(char if char.isalnum() else " " for char in plain).split())


class CommuneKind(models.TextChoices):
    COMMUNE = "commune", _("Commune")
    WARD = "ward", _("Ward")
    DELEGATED = "delegated", _("Delegated commune")
    ASSOCIATED = "associated", _("Associated commune")


class PointPrecision(models.TextChoices):
    PLACE = "place", _("Its centre")
    APPROXIMATE = "approximate", _("About ten kilometres")


class CommuneQuerySet(models.QuerySet["Commune"]):
    def current(self) -> Self:
        """Those that have a mayor today: neither merged, nor a ward."""
        return self.filter(part_of__isnull=True)

    def in_department(self, department: str) -> Self:
        return self.filter(department=department)

    def with_postcode(self, postcode: str) -> Self:
        return self.filter(postcodes__contains=[postcode])

    def with_point(self) -> Self:
        return self.filter(latitude__isnull=False)

    def starting_with(self, typed: str) -> Self:
        """Those whose name or postcode begins so, the largest first; nothing for nothing typed."""
        key = name_key(typed)
        if not key:
            return self.none()
        is_postcode = key.isdecimal() and len(key) == 5  # noqa: PLR2004 - a whole one
        found = self.with_postcode(key) if is_postcode else self.filter(name_key__startswith=key)
        # A merged commune has no population of its own: PostgreSQL would put it first.
        return found.order_by(F("population").desc(nulls_last=True), "name")


class Commune(models.Model):
    code = models.CharField(_("INSEE code"), max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=60)
    name_key = models.CharField(_("name, for searching"), max_length=60, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=CommuneKind)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="communes", verbose_name=_("department")
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("merged into"),
        help_text=_("The commune that answers for it today; empty for a commune of today."),
    )
    postcodes = ArrayField(
        models.CharField(max_length=5), verbose_name=_("postcodes"), default=list, blank=True
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(
        _("precision of the point"), max_length=12, choices=PointPrecision, blank=True
    )

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["name_key", "code"]
        indexes = [
            # With this operator class, a search by first letters can use the index.
            models.Index(
                fields=["name_key"], name="commune_name", opclasses=["varchar_pattern_ops"]
            ),
            GinIndex(fields=["postcodes"], name="commune_postcodes"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True) | POINT_ON_EARTH,
                name="commune_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind=CommuneKind.COMMUNE, part_of__isnull=True)
                | (~Q(kind=CommuneKind.COMMUNE) & Q(part_of__isnull=False)),
                name="commune_part_has_a_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def today(self) -> "Commune":
        """The commune that answers for it today: itself, unless it was merged or is a ward."""
        return self.part_of or self
