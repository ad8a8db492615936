"""Schools by UAI code: from the official directory, typed by staff, or invented for a demo."""

from datetime import date
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Left, Mod, Right, Substr
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from kernel.typed import fold
from territories.domain import uai as rules
from territories.models.commune import POINT_ON_EARTH, Commune, name_key
from territories.models.department import Department


class SchoolKind(models.TextChoices):
    NURSERY = "nursery", _("Nursery school")
    ELEMENTARY = "elementary", _("Elementary school")
    PRIMARY = "primary", _("Primary school")
    COLLEGE = "college", _("Collège")
    LYCEE = "lycee", _("Lycée")
    VOCATIONAL_LYCEE = "vocational-lycee", _("Vocational lycée")
    EREA = "erea", _("EREA")
    SPECIALISED = "specialised", _("Specialised institution")


class Stage(models.TextChoices):
    FIRST = "first", _("First degree")
    SECOND = "second", _("Second degree")
    OTHER = "other", _("Other")


class Sector(models.TextChoices):
    PUBLIC = "public", _("Public")
    PRIVATE_UNDER_CONTRACT = "private-under-contract", _("Private, under contract")
    PRIVATE = "private", _("Private, without contract")


class Label(models.TextChoices):
    REP = "rep", _("REP")
    REP_PLUS = "rep_plus", _("REP+")
    ISOLATED = "isolated", _("Isolated school")
    VOCATIONAL_LYCEE = "vocational_lycee", _("Vocational courses")
    INCLUSIVE = "inclusive", _("Inclusive school")
    GENERATION_2024 = "generation_2024", _("Génération 2024")
    ECO_ECOLE = "eco_ecole", _("Éco-École")
    TNE_TARGET = "tne_target", _("Digital education territory")


class Origin(models.TextChoices):
    DIRECTORY = "directory", _("Official directory")
    STAFF = "staff", _("Typed by staff")
    DEMO = "demo", _("Invented, for a demo")


# The rule of `domain.uai`, held by the database as well: no import can pass it by.
LETTER_IS_RIGHT: Any = Q(uai__regex=r"^[0-9]{7}[A-Z]$") & Exact(
    Right("uai", 1),
    Substr(Value(rules.LETTERS), Mod(Cast(Left("uai", 7), models.IntegerField()), 23) + 1, 1),
)


def validate_uai(text: str) -> None:
    """For forms: refuse a code whose letter is wrong, in the words of the rule."""
    try:
        rules.parse(text)
    except rules.InvalidUai as refusal:
        raise ValidationError(str(refusal), code="uai") from refusal


# What the index holds; a query must say exactly the same to be served by it.
WORDS = SearchVector("search_key", config="simple")


def labels_field(title: Any) -> ArrayField:
    return ArrayField(
        models.CharField(max_length=20, choices=Label), verbose_name=title, default=list, blank=True
    )


class SchoolQuerySet(models.QuerySet["School"]):
    def open_on(self, day: date) -> Self:
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=day),
            Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        )

    def in_department(self, department: str) -> Self:
        return self.filter(department=department)

    def labelled(self, label: str) -> Self:
        """Those that the directory, or staff, gave a label."""
        return self.filter(Q(official_labels__contains=[label]) | Q(own_labels__contains=[label]))

    def invented(self) -> Self:
        return self.filter(origin=Origin.DEMO)

    def matching(self, typed: str) -> Self:
        """Those with this code, or whose name or town has words that begin as those typed."""
        if rules.is_valid(typed):
            return self.filter(uai=str(rules.parse(typed)))
        words = name_key(typed).split()
        if not words:
            return self.none()
        # The beginnings of words: an index serves them, and one school in 60,000 is found in a
        # millisecond. `name_key` leaves nothing that such a query could take for an operator.
        wanted = SearchQuery(
            " & ".join(f"'{word[:60]}':*" for word in words), config="simple", search_type="raw"
        )
        return self.annotate(words=WORDS).filter(words=wanted)


class School(models.Model):
    """A school keeps its code for life; one that closed points to the one that took its pupils."""

    uai = models.CharField(_("UAI code"), max_length=8, primary_key=True, validators=[validate_uai])
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=20, choices=SchoolKind)
    stage = models.CharField(_("stage"), max_length=8, choices=Stage)
    sector = models.CharField(_("sector"), max_length=24, choices=Sector)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="schools", verbose_name=_("department")
    )
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="schools",
        verbose_name=_("commune"),
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=5, blank=True)
    town = models.CharField(_("town"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail of the school"), blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    official_labels = labels_field(_("labels in the directory"))
    own_labels = labels_field(_("labels given by staff"))
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("replaced by"),
    )
    origin = models.CharField(_("origin"), max_length=12, choices=Origin, default=Origin.STAFF)
    search_key = models.CharField(_("words, for searching"), max_length=220, editable=False)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name", "uai"]
        indexes = [
            models.Index(fields=["department", "kind"], name="school_department_kind"),
            GinIndex(WORDS, name="school_words"),
            GinIndex(fields=["official_labels"], name="school_official_labels"),
        ]
        constraints = [
            models.CheckConstraint(condition=LETTER_IS_RIGHT, name="school_uai_letter_is_right"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True) | POINT_ON_EARTH,
                name="school_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__gte=F("opened_on")), name="school_dates_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(successor=F("uai")), name="school_does_not_follow_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = search_key(self.name, self.town)
        super().save(*args, **kwargs)

    @property
    def labels(self) -> list[str]:
        return sorted({*self.official_labels, *self.own_labels})


def search_key(name: str, town: str) -> str:
    return name_key(fold(f"{name} {town}"))[:220]
