"""The 101 departments, and the overseas collectivities whose schools they serve."""

from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from territories.domain import departments as rules
from territories.models.academy import Academy, AcademyMembership, Region
from territories.models.holidays import HolidayZone


class DepartmentKind(models.TextChoices):
    DEPARTMENT = "department", _("Department")
    COLLECTIVITY = "collectivity", _("Overseas collectivity")


class DepartmentQuerySet(models.QuerySet["Department"]):
    def proper(self) -> Self:
        """The 101 departments, without the collectivities."""
        return self.filter(kind=DepartmentKind.DEPARTMENT)

    def of_academy(self, academy: str, on: date) -> Self:
        """Those of an académie (by code) on a day."""
        members = AcademyMembership.objects.on(on).filter(academy=academy)
        return self.filter(code__in=members.values("department"))

    def with_academy(self, on: date) -> Self:
        """Annotate `academy_code` and `academy_name` as of a day; None where there was none."""
        members = AcademyMembership.objects.on(on).filter(department=OuterRef("code"))
        return self.annotate(
            academy_code=Subquery(members.values("academy")[:1]),
            academy_name=Subquery(members.values("academy__name")[:1]),
        )


class Department(models.Model):
    """Other apps know it by `code`, a plain string; its sentences are French, its name is too."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("word in addresses"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=DepartmentKind)
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="departments", verbose_name=_("region")
    )
    name_with_article = models.CharField(
        _("with its article"), max_length=60, help_text="l’Aisne, le Doubs, Paris"
    )
    of_name = models.CharField(_("after “of”"), max_length=60, help_text="de l’Aisne, du Doubs")
    in_name = models.CharField(_("after “in”"), max_length=60, help_text="dans l’Aisne, en Isère")
    time_zone_name = models.CharField(_("time zone"), max_length=40)
    holiday_zone = models.ForeignKey(
        HolidayZone, models.PROTECT, related_name="departments", verbose_name=_("holiday zone")
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone_name)

    def local_day(self, at: datetime) -> date:
        """The day on the department's own calendar."""
        return rules.local_day(self.code, at)

    def academy_on(self, day: date) -> Academy | None:
        """Its académie on a day; None in the Pacific, where there are vice-rectorats."""
        return Academy.objects.filter(memberships__in=self.memberships.on(day)).first()
