"""School holidays: zones A, B and C, Corsica, and each overseas territory for itself."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from territories.domain.holidays import Holiday, holiday_on
from territories.domain.school_year import SchoolYear


class HolidayZone(models.Model):
    code = models.SlugField(_("code"), max_length=30, primary_key=True)
    name = models.CharField(_("name"), max_length=40, unique=True)

    class Meta:
        verbose_name = _("holiday zone")
        verbose_name_plural = _("holiday zones")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def is_published(self, year: SchoolYear) -> bool:
        """Whether the dates of a year are known: without them "no holiday" means nothing."""
        return self.periods.in_year(year).exists()

    def holiday_on(self, day: date) -> Holiday | None:
        """The holiday that covers a day. Ask `is_published` before you believe in None."""
        return holiday_on(day, self.periods.around(day).as_rules())


class HolidayKind(models.TextChoices):
    AUTUMN = "autumn", _("All Saints’ holidays")
    CHRISTMAS = "christmas", _("Christmas holidays")
    WINTER = "winter", _("Winter holidays")
    CARNIVAL = "carnival", _("Carnival holidays")
    SPRING = "spring", _("Spring holidays")
    EASTER = "easter", _("Easter holidays")
    ASCENSION = "ascension", _("Ascension bridge")
    MAY = "may", _("May week")
    SUMMER = "summer", _("Summer holidays")
    FIRST_TERM = "first-term", _("Holidays after the first term")
    SOUTHERN_SUMMER = "southern-summer", _("Southern summer holidays")
    THIRD_TERM = "third-term", _("Holidays after the third term")
    FOURTH_TERM = "fourth-term", _("Holidays after the fourth term")
    SOUTHERN_WINTER = "southern-winter", _("Southern winter holidays")


class HolidayPeriodQuerySet(models.QuerySet["HolidayPeriod"]):
    def in_year(self, year: SchoolYear) -> Self:
        return self.filter(school_year=year.start)

    def around(self, day: date) -> Self:
        """Those that may cover a day: of its school year, and the summer before, in Réunion."""
        year = SchoolYear.of(day)
        return self.filter(school_year__in=[year.start, year.previous.start])

    def as_rules(self) -> list[Holiday]:
        return [row.rule for row in self]


class HolidayPeriod(models.Model):
    """After classes on `starts_on`, until the morning of `resumes_on`, as officially printed."""

    zone = models.ForeignKey(
        HolidayZone, models.CASCADE, related_name="periods", verbose_name=_("zone")
    )
    school_year = models.PositiveSmallIntegerField(_("first year of the school year"))
    kind = models.CharField(_("holidays"), max_length=20, choices=HolidayKind)
    starts_on = models.DateField(_("after classes on"))
    resumes_on = models.DateField(_("classes resume on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = HolidayPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("school holidays")
        verbose_name_plural = _("school holidays")
        ordering = ["starts_on", "zone"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "school_year", "kind"], name="holiday_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(resumes_on__gt=F("starts_on")), name="holiday_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on:%Y}"

    @property
    def rule(self) -> Holiday:
        return Holiday(self.kind, self.starts_on, self.resumes_on)
