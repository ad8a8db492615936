"""The results page: the same for every site, each from its own point of view."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search import results
from search.listings import find
from search.reading import KIND, read
from tenants.context import current_tenant


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer what was typed, or show what is new when nothing was."""
    tenant = current_tenant()
    is_department = tenant is not None and not tenant.is_national
    asked = read(request.GET, default_scope="ici" if is_department else "reseau")
    page = find(asked.query)
    if page.number > page.pages:
        raise Http404("There is no such page of results.")
    context = {
        "text": asked.text,
        "page": page,
        "results": [results.result(card) for card in page.cards],
        "tabs": results.tabs(page, request.GET),
        "facets": results.filters(page, asked),
        # What the filters' form must not lose.
        "kept": [("q", asked.text), *((KIND, kind) for kind in request.GET.getlist(KIND)[:1])],
        "is_narrowed": asked.is_narrowed,
        "wider_url": results.address(request.GET, "ou", "reseau")
        if asked.scope_name != "reseau"
        else "",
    }
    return render(request, "search/results.html", context)
