"""The public page of those who help classes besides donors."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.domain.states import PUBLIC, State
from campaigns.models import Boost, Campaign, Patron
from cms import lists

EXAMPLES = 3


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each patron with what it supports and a few classes it helped; three queries."""
    given = Q(agreements__boosts__state="posted")
    patrons = Patron.objects.shown().annotate(
        helped=Count("agreements__boosts__campaign", filter=given, distinct=True)
    )
    context = {
        "meta": lists.meta(request),
        "patrons": [
            {"patron": row, "examples": examples}
            for row, examples in _with_examples(list(patrons.order_by("name")))
        ],
        "helped": Boost.objects.posted().values("campaign").distinct().count(),
    }
    return render(request, "campaigns/patrons.html", context)


def _with_examples(patrons: list[Patron]) -> list[tuple[Patron, list[Campaign]]]:
    """Return the latest classes that each helped; a cancelled project is no example."""
    rows = Boost.objects.posted().filter(
        agreement__patron__in=patrons, campaign__state__in=PUBLIC - {State.CANCELLED, State.FAILED}
    )
    found: dict[object, list[Campaign]] = {}
    related = rows.select_related("agreement", "campaign__school")
    for boost in related.order_by("-approved_at")[: 40 * EXAMPLES]:
        kept = found.setdefault(boost.agreement.patron_id if boost.agreement else None, [])
        if boost.campaign not in kept and len(kept) < EXAMPLES:
            kept.append(boost.campaign)
    return [(patron, found.get(patron.pk, [])) for patron in patrons]
