"""Furnishes the resource centre of the demonstration, on the national site.

Pages are recognised by their address: nothing is written twice.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from wagtail.models import Page

from cms import upkeep
from cms.demo import build, translate  # noqa: F401  their steps come before ours
from cms.demo.registry import step
from cms.models import BasePage
from cms.planting import plant
from resources.demo import collections, items, projects, texts, translations
from resources.demo.dates import Dates
from resources.handlers import ask_for_archives
from resources.models import (
    AudiencePage,
    KitPage,
    LibraryPage,
    Shelf,
    ShelfPage,
)
from resources.starter import build_library
from tenants.models import Tenant


@step("resources")
def load_resources(tenant: Tenant, at: datetime) -> None:
    """Write the whole resource centre of the nation; the departments adopt from it."""
    if not tenant.is_national:
        return
    dates = Dates(at)
    with upkeep.together():
        build_library(tenant)
        library = LibraryPage.objects.get(locale__language_code="fr")
        shelves = _shelves(library)
        made = _add(shelves[Shelf.RESOURCE], items.all_items(), dates, items.page_of)
        kits = _add(shelves[Shelf.KIT], texts.read("centre")["kit"], dates, collections.kit)
        _add(shelves[Shelf.BELIEF], collections.beliefs(), dates, collections.belief)
        _add(shelves[Shelf.SHEET], projects.sheets(), dates, projects.sheet)
        _add(shelves[Shelf.GUIDE], projects.guides(), dates, projects.guide)
        _add(shelves[Shelf.DIAGNOSIS], projects.diagnoses(), dates, projects.diagnosis)
        collections.write_links(library.locale)
        _doors(library)
        translations.write_translations(library)
    if made or kits:
        ask_for_archives(list(KitPage.objects.live()))


def _shelves(library: LibraryPage) -> dict[str, ShelfPage]:
    return {page.shows: page for page in ShelfPage.objects.child_of(library)}


def _doors(library: LibraryPage) -> None:
    """Choose what each audience begins with."""
    begin = texts.read("centre")["begin"]
    for door in AudiencePage.objects.child_of(library):
        if not door.chosen and door.audience in begin:
            door.chosen = [("page", page) for page in _pages(begin[door.audience])]
            door.save(clean=False)


def _pages(slugs: Iterable[str]) -> list[Page]:
    found = {page.slug: page for page in Page.objects.filter(slug__in=slugs)}
    return [found[slug] for slug in slugs if slug in found]


def _add(
    parent: Page, said: Iterable[Mapping[str, Any]], dates: Dates, make: Any
) -> list[BasePage]:
    """Make the pages of a shelf that are not there; their files are read only then."""
    known = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    pages = [
        dates.stamp(make(item), number)
        for number, item in enumerate(said)
        if item["slug"] not in known
    ]
    return plant(_fresh(parent), pages)


def _fresh(page: Page) -> Page:
    page.refresh_from_db()
    return page
