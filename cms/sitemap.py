"""What the site has, for engines (an index of site maps) and for people (plan of the site).

Pages come from their own tables, which know what must stay out; everything else that is public,
such as collections and workshops, from the catalogue; lists that are no pages, from `cms.lists`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site, get_page_models

from cms import lists
from cms.frame import translated
from cms.models.base import BasePage
from cms.models.news import NewsPage
from cms.visibility import unlocked, visible
from search import addresses as catalogue

PAGES, LISTS = "pages", "lists"
# An engine reads 50,000 at most.
MOST = 20_000


@dataclass(slots=True)
class Address:
    """One address of a site map with its translations."""

    url: str
    changed_at: datetime | None
    alternates: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Branch:
    """One page of the plan and those below it."""

    title: str
    url: str
    children: list["Branch"] = field(default_factory=list)


def parts() -> list[str]:
    """Return the names of the site maps: `pages-1`, `campaigns-1`…; two queries."""
    sizes = {
        PAGES: Page.objects.live().count(),
        LISTS: len(lists.paths()),
        **catalogue.sizes(without=[PAGES]),
    }
    return [
        f"{source}-{number}"
        for source, size in sizes.items()
        for number in range(1, -(-size // MOST) + 1)
    ]


def part(name: str, request: HttpRequest) -> list[Address] | None:
    """Return one site map; None when it has no such name."""
    source, _dash, number = name.rpartition("-")
    if not (number.isascii() and number.isdecimal()):
        return None
    start = (int(number[:6]) - 1) * MOST
    if name not in parts():
        return None
    if source == PAGES:
        return addresses(request)[start : start + MOST]
    if source == LISTS:
        return [address for urls in lists.paths() for address in _versions(urls, request)]
    return [
        address
        for thing in catalogue.of_source(source, start, MOST)
        for address in _versions(thing.urls, request)
    ]


def _versions(urls: Mapping[str, str], request: HttpRequest) -> list[Address]:
    whole = [(language, request.build_absolute_uri(url)) for language, url in urls.items()]
    others = whole if len(whole) > 1 else []
    return [Address(url, None, others) for _language, url in whole]


def addresses(request: HttpRequest) -> list[Address]:
    """Return what engines may read: published, public, and not marked to be left out."""
    found: dict[Any, list[tuple[str, Address]]] = {}
    for page in _indexed_pages():
        url = page.get_full_url(request)
        if url:
            address = Address(url, page.last_published_at)
            found.setdefault(page.translation_key, []).append((page.locale.language_code, address))
    for versions in found.values():
        if len(versions) > 1:
            for _language, address in versions:
                address.alternates = [(language, other.url) for language, other in versions]
    return [address for versions in found.values() for _language, address in versions]


def _indexed_pages() -> Iterable[Page]:
    """One query for each page type: the flag is a column of the type's own table."""
    for model in get_page_models():
        if issubclass(model, BasePage):
            yield from (
                translated(model.objects.live().filter(unlocked()))
                .filter(is_indexed=True)
                .defer_streamfields()
            )


def plan(page: Page) -> list[Branch]:
    """Return the tree of the page's language, without the news themselves: their list is enough."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    here = translated(visible()).filter(locale=page.locale)
    pages = here.not_type(NewsPage).order_by("path")
    branches: dict[str, Branch] = {}
    roots: list[Branch] = []
    for found in pages:
        branch = Branch(found.title, found.url or "")
        if not branch.url:
            continue
        branches[found.path] = branch
        parent = branches.get(found.path[: -Page.steplen])
        (parent.children if parent else roots).append(branch)
    return roots
