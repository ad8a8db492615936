"""The results page and what the search box proposes: each site from its own point of view."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from search import asking, choices, promotions, results
from search.listings import InvalidCursor, ListChanged, Query, Sort, find, latest
from search.query import Card, Page
from search.reading import HERE, KIND, LITERAL, SCOPES, Asked, read
from search.suggestions import suggest
from search.text import shorten
from tenants.context import current_tenant

MOST_SUGGESTIONS, MOST_IDEAS = 8, 4
# Titles change slowly, and each letter asks.
SECONDS = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer what was typed, or show what is new when nothing was."""
    asked = read(request.GET, default_scope=own_scope(), at=now())
    page, is_reordered = _page(asked.query)
    if page.number > page.pages and not page.cards:
        raise Http404("There is no such page of results.")
    promoted = promotions.for_text(asked.text, localdate())
    if asked.text and page.number == 1:
        asking.count(request, asked.text, page.total + len(promoted))
        if straight := next((one for one in promoted if one.is_redirect), None):
            return redirect(straight.url)
    context = _context(asked, page)
    shown = [one for one in promoted if not one.is_redirect and page.number == 1]
    return render(
        request,
        "search/results.html",
        context | {"promoted": shown, "is_reordered": is_reordered},
    )


def _page(query: Query) -> tuple[Page[Card], bool]:
    """Return a page of results, and whether it is only the page of that number in another order."""
    by_number = replace(query, cursor="")
    try:
        page = find(query)
    except ListChanged:
        return find(by_number), True
    except InvalidCursor:
        raise Http404("There is no such page of results.") from None
    # Nothing follows that place any more: "nothing was found" would be wrong.
    is_over = bool(query.cursor) and not page.cards
    return (find(by_number) if is_over else page), is_over


@csrf_exempt  # an anonymous page sets no cookie; it only adds one to a number, once a visitor
@require_POST
def clicked(request: HttpRequest) -> HttpResponse:
    """Hear from the page that a result was opened."""
    asking.count_click(request, shorten(request.POST.get("q", "")))
    return HttpResponse(status=204)


@require_safe
@cache_control(public=True, max_age=SECONDS)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer the search box, letter by letter."""
    query = Query(
        text=request.GET.get("q", ""), scope=SCOPES[own_scope()], per_page=MOST_SUGGESTIONS
    )
    return JsonResponse(suggest(query))


def own_scope() -> str:
    """A department searches its own things first; the national site, the whole network."""
    tenant = current_tenant()
    return HERE if tenant is not None and not tenant.is_national else "reseau"


def _context(asked: Asked, page: Page[Card]) -> dict[str, Any]:
    given, is_wide = asked.given, asked.scope_name == "reseau"
    return {
        "text": asked.text,
        "given": given,
        "page": page,
        "results": results.shown(page, asked.query.near),
        "tabs": results.tabs(page, given),
        "facets": choices.filters(page, asked),
        # What the filters' form must not lose.
        "kept": [("q", asked.text), *((KIND, kind) for kind in given.getlist(KIND)[:1])],
        "is_narrowed": asked.is_narrowed,
        "wider_url": "" if is_wide else choices.address(given, "ou", "reseau"),
        "corrected": page.corrected,
        "order": choices.order_said(asked),
        "namesakes": choices.namesakes(asked, given),
        "literal_url": choices.address(given, LITERAL, "1"),
        "feed_query": choices.address(given, "tri", ""),
        "ideas": [] if page.cards else _ideas(),
    }


def _ideas() -> list[dict[str, Any]]:
    """What others read, for whoever found nothing."""
    query = Query(scope=SCOPES[own_scope()], sort=Sort.POPULAR, per_page=MOST_IDEAS)
    return [results.result(card) for card in latest(query)]
