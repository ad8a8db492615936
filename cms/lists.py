"""Lists that are views, and no pages of Wagtail's: what engines and other sites hear of them.

Each app describes its own when it starts. A list has an address in every language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_from_path, override

from cms import seo
from search.registry import Home
from tenants.context import current_tenant


@dataclass(frozen=True, slots=True)
class Listed:
    """`home` says which sites show it; the others answer that it is not there."""

    title: str | Promise
    description: str | Promise
    home: Home

    @property
    def is_here(self) -> bool:
        tenant = current_tenant()
        is_national = tenant is None or tenant.is_national
        return self.home is Home.SITES or (self.home is Home.NATIONAL) == is_national


_lists: dict[str, Listed] = {}


def describe(
    name: str, title: str | Promise, description: str | Promise, home: Home = Home.SITES
) -> None:
    """Say what the list at the address of this name is."""
    _lists[name] = Listed(title, description, home)


def meta(
    request: HttpRequest,
    items: Iterable[tuple[str, str]] = (),
    *,
    page: int = 1,
    is_narrowed: bool = False,
) -> seo.Meta:
    """Describe the list that answers, with what this page of it shows: titles and addresses.

    A choice among what it has is for people: engines read the whole, page by page.
    """
    name = request.resolver_match.view_name if request.resolver_match else ""
    said, number = _lists[name], f"?page={page}" if page > 1 else ""
    alternates = {
        language: request.build_absolute_uri(path) + number
        for language, path in _paths(name).items()
    }
    address = request.build_absolute_uri(request.path) + number
    return seo.Meta(
        title=str(said.title),
        description=str(said.description),
        canonical=address,
        is_indexed=not is_narrowed and seo.may_be_indexed(request),
        alternates=alternates,
        json_ld=seo.script(_data(said, request, address, items)),
    )


def title_at(path: str) -> str:
    """Return the title, in the language of the address, of the list that is there; else nothing."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            found = _lists.get(resolve(path).view_name)
        except Resolver404:
            return ""
        return str(found.title) if found and found.is_here else ""


def paths() -> list[dict[str, str]]:
    """Return the paths of the lists of this site, each in every language."""
    return [_paths(name) for name, said in _lists.items() if said.is_here]


def _paths(name: str) -> dict[str, str]:
    found = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found[language] = reverse(name)
    return found


def _data(
    said: Listed, request: HttpRequest, address: str, items: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    shown = [
        {"@type": "ListItem", "position": position, "name": name, "url": url}
        for position, (name, url) in enumerate(
            ((name, request.build_absolute_uri(url)) for name, url in items), 1
        )
    ]
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": str(said.title),
        "description": str(said.description),
        "url": address,
        "inLanguage": get_language(),
        "mainEntity": {"@type": "ItemList", "itemListElement": shown},
    }
