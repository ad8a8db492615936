"""What the short lists of a department share: filters in the address, counts, pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cms import navigation
from tenants.context import current_tenant
from tne_sites.domain import facets
from tne_sites.domain.facets import Values

PER_PAGE = 20


def departments_only() -> None:
    """These addresses exist on every site; only departments have something there."""
    tenant = current_tenant()
    if tenant is None or tenant.is_national:
        raise Http404


def crumbs(request: HttpRequest, *links: tuple[str, str]) -> list[navigation.Link]:
    """Return the way to a page that is not Wagtail's: the home first."""
    home = navigation.Link(_("Home"), navigation.site_of(request).home_url)
    return [home, *(navigation.Link(text, url) for text, url in links)]


def chosen(request: HttpRequest, names: Sequence[str]) -> dict[str, list[str]]:
    """Read filters; what does not exist finds nothing, and breaks nothing."""
    return {
        name: [value[:40] for value in request.GET.getlist(name)[:20] if value.isprintable()]
        for name in names
    }


def page_of[T](things: Sequence[T], request: HttpRequest) -> Page[T]:
    asked = request.GET.get("page", "")
    return Paginator(things, PER_PAGE).get_page(asked if asked.isascii() else "1")


def facets_of[T](
    things: Sequence[T],
    picked: Mapping[str, Sequence[str]],
    values: Mapping[str, Values[T]],
    legends: Mapping[str, tuple[str, Mapping[str, str]]],
) -> list[dict[str, Any]]:
    """Return what components/facets.html shows; `legends` gives a title and words to each facet."""
    found = []
    for name, (legend, words) in legends.items():
        options = [
            {
                "value": option.value,
                "text": words.get(option.value, option.value),
                "count": option.count,
                "is_checked": option.is_checked,
            }
            for option in facets.options(name, things, picked, values)
        ]
        if len(options) > 1 or any(option["is_checked"] for option in options):
            found.append({"name": name, "legend": legend, "type": "checkbox", "options": options})
    return found


def chips(request: HttpRequest, shown: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return one link for each filter chosen, which takes it away."""
    links = []
    for facet in shown:
        for option in facet["options"]:
            if option["is_checked"]:
                kept = request.GET.copy()
                kept.pop("page", None)
                rest = [value for value in kept.getlist(facet["name"]) if value != option["value"]]
                kept.setlist(facet["name"], rest)
                links.append({"text": option["text"], "url": f"?{kept.urlencode()}"})
    return links
