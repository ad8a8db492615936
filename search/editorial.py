"""What national editors decide of search, and what visitors asked, without who."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class WordingVersion(models.Model):
    """One version of synonyms and stop words; the last one is in force, none is ever changed."""

    synonyms = models.TextField(_("synonyms"), blank=True)
    stop_words = models.TextField(_("words to leave out"), blank=True)
    saved_at = models.DateTimeField(db_default=Now(), editable=False)
    saved_by = models.CharField(max_length=150, editable=False)

    class Meta:
        verbose_name = _("version of search words")
        verbose_name_plural = _("versions of search words")

    def __str__(self) -> str:
        return f"{self.pk}"


class Promotion(models.Model):
    """A page that comes first for some searches, or an address they lead to."""

    queries = ArrayField(models.CharField(max_length=200), verbose_name=_("searches"))
    # Of every site when empty.
    schema = models.CharField(_("site"), max_length=63, blank=True)
    title = models.CharField(_("title"), max_length=200)
    text = models.CharField(_("text"), max_length=300, blank=True)
    url = models.CharField(_("address"), max_length=500)
    is_redirect = models.BooleanField(_("leads straight there"), default=False)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ("title", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="/") | Q(url__startswith="https://"),
                name="search_promotion_url",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Asked(models.Model):
    """A search of a site in a month: by how many visitors, and what became of it."""

    month = models.DateField()
    schema = models.CharField(max_length=63)
    text = models.CharField(max_length=100)
    visitors = models.PositiveIntegerField(default=0)
    without_result = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "schema", "text"], name="search_asked_once")
        ]

    def __str__(self) -> str:
        return self.text


class AskedBy(models.Model):
    """So that a visitor counts once a month: a digest that says nothing of who, then forgotten."""

    month = models.DateField()
    digest = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "digest"], name="search_asked_by_once")
        ]

    def __str__(self) -> str:
        return self.digest
