"""The catalogue: one row per public thing of any site, in each of its languages."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.utils.translation import gettext_lazy as _

from search.document import Visibility


def visible_from(schema: str) -> Q:
    """What a visitor of this site may see. Every reading for the public goes through here."""
    return Q(visibility=Visibility.NETWORK) | Q(schema=schema)


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_from(self, schema: str) -> Self:
        return self.filter(visible_from(schema))

    def of_site(self, schema: str) -> Self:
        return self.filter(schema=schema)


def listed(numbers: Iterable[float]) -> str:
    """Write numbers as PostgreSQL reads a list of them: psycopg takes ten times as long."""
    return f"{{{','.join(map(str, numbers))}}}"


class TermsField(ArrayField):  # type: ignore[type-arg]  # generic for mypy alone
    """Hundreds of numbers."""

    def get_db_prep_value(self, value: Any, *_arguments: Any, **_options: Any) -> Any:
        return listed(value) if isinstance(value, list) else value

    # What is saved goes another way, a number at a time.
    get_db_prep_save = get_db_prep_value

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.contrib.postgres.fields.ArrayField", arguments, options


def _words() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.TextField(), default=list)


class Entry(models.Model):
    """Written by `search.indexing` alone; read by `search.listings` and the engines."""

    source = models.CharField(max_length=60)
    schema = models.CharField(max_length=63)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=12)
    # All languages of the same thing: a listing chooses one entry without reading the others.
    languages = _words()
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=40, blank=True)
    is_found = models.BooleanField(db_default=True)
    visibility = models.CharField(max_length=8, choices=[(v.value, v.value) for v in Visibility])

    title = models.TextField()
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # The words of its files: each counts once.
    attached = models.TextField(blank=True, db_default="")
    url = models.TextField()
    card = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    figures = models.JSONField(default=dict)
    # "theme:sciences", "department:02", "kind:news": one index answers for all facets together.
    facets = _words()

    published_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    popularity = models.FloatField(default=0)

    folded_title = models.TextField()
    # What the entry has in `search_posting`, and how many words it is long: see search.postings.
    terms = TermsField(models.BigIntegerField(), default=list)
    length = models.PositiveIntegerField(default=0)
    # What it has in common with others: see search.profiles.
    profile = models.BigIntegerField(db_default=0)

    # Between analysis and `search.postings.write`: the weight of each term, and whether none was
    # written before. No columns.
    frequencies: Mapping[int, float]
    is_new: bool = False

    digest = models.CharField(max_length=32)
    # Grows with every change of any entry: an engine that lags behind knows what it missed.
    version = models.BigIntegerField()
    indexed_at = models.DateTimeField(db_default=Now())

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        constraints = [
            models.UniqueConstraint(
                fields=["schema", "source", "key", "language"], name="entry_one_per_language"
            ),
            models.CheckConstraint(condition=Q(url__startswith="/"), name="entry_url_is_a_path"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="entry_point_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "-published_at", "-id"], name="entry_recent_by_kind"),
            models.Index(fields=["schema", "-published_at", "-id"], name="entry_recent_by_site"),
            # What succeeded lies behind all that is open, national news among those of every site.
            models.Index(
                fields=["kind", "state", "-published_at", "-id"], name="entry_recent_by_state"
            ),
            # Without the kind: a list of several kinds reads its page alone too.
            models.Index(fields=["folded_title", "id"], name="entry_titles"),
            models.Index(
                fields=["kind", "starts_at", "id"],
                condition=Q(starts_at__isnull=False),
                name="entry_soon",
            ),
            models.Index(
                fields=["kind", "ends_at", "id"],
                condition=Q(ends_at__isnull=False),
                name="entry_ending",
            ),
            models.Index(fields=["version"], name="entry_version"),
            # All that choosing among titles reads.
            models.Index(
                fields=["folded_title"],
                opclasses=["text_pattern_ops"],
                include=["id", "profile", "popularity", "starts_at", "ends_at"],
                condition=Q(is_found=True),
                name="entry_title_starts",
            ),
            # First letters that many titles begin with: one look for each length, short ones first.
            models.Index(
                Length("folded_title"),
                OpClass("folded_title", name="text_pattern_ops"),
                include=["id", "profile", "popularity", "starts_at", "ends_at"],
                condition=Q(is_found=True),
                name="entry_first_letters",
            ),
            models.Index(
                fields=["id"],
                include=["starts_at", "ends_at"],
                condition=Q(starts_at__isnull=False) | Q(ends_at__isnull=False),
                name="entry_dates",
            ),
            GinIndex(fields=["facets"], name="entry_facets"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title} ({self.schema}, {self.language})"
