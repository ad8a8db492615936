"""Addresses of what one site has in the catalogue, for engines: no card, no count, no text."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from search.catalogue import Entry, EntryQuerySet
from tenants.context import current_schema


@dataclass(frozen=True, slots=True)
class Located:
    """One thing of this site: its address in each of its languages."""

    urls: dict[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """What is at an address of this site."""

    title: str
    summary: str


def sizes(*, without: Collection[str] = ()) -> dict[str, int]:
    """Return how many addresses each source has on this site; one query."""
    rows = _of_site().exclude(source__in=without).values_list("source")
    return dict(rows.annotate(number=Count("pk")).order_by("source"))


def of_source(source: str, start: int, most: int) -> list[Located]:
    """Return a part of them, in an order that does not change; one query."""
    rows = _of_site().filter(source=source).order_by("key", "language")
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key, language, url in rows.values_list("key", "language", "url")[start : start + most]:
        found[key][language] = url
    return [Located(urls) for urls in found.values()]


def at(path: str) -> Named | None:
    """Return what this site shows at this path, when the catalogue has it."""
    row = _of_site().filter(url=path).values_list("title", "summary").first()
    return Named(*row) if row else None


def _of_site() -> EntryQuerySet:
    return Entry.objects.of_site(current_schema()).filter(is_found=True)
