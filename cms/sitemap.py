"""The site's pages, for engines (sitemap.xml) and for people (plan of the site)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page, Site, get_page_models

from cms.frame import translated
from cms.models.base import BasePage
from cms.models.news import NewsPage


@dataclass(slots=True)
class Address:
    """One address of sitemap.xml with its translations."""

    url: str
    changed_at: datetime | None
    alternates: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Branch:
    """One page of the plan and those below it."""

    title: str
    url: str
    children: list["Branch"] = field(default_factory=list)


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
    private = Page.objects.all().private_q()
    for model in get_page_models():
        if issubclass(model, BasePage):
            yield from (
                translated(model.objects.live())
                .exclude(private)
                .filter(is_indexed=True)
                .defer_streamfields()
            )


def plan(page: Page) -> list[Branch]:
    """Return the tree of the page's language, without the news themselves: their list is enough."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    here = translated(Page.objects.live().public()).filter(locale=page.locale)
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
