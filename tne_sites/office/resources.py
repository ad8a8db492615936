"""National resources on this site: adopt, order, pin, hide, annotate, see what changed."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from kernel.domain import DomainError
from search import listings
from search.listings import Card, Facet, Page, Query, Scope, Sort
from tne_sites import adopted
from tne_sites.actions.adopt_resource import (
    Arrangement,
    adopt_resource,
    arrange_resources,
    see_changes,
)
from tne_sites.domain.adoption import KINDS
from tne_sites.forms.office import ArrangeForm
from tne_sites.models import Adoption
from tne_sites.office.access import desk, screen

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Row:
    adoption: Adoption
    # None once the nation has withdrawn it: visitors do not see it any more.
    card: Card | None
    has_changed: bool
    form: ArrangeForm


@desk("tne_sites.change_adoption")
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest) -> HttpResponse:
    """What is adopted, as a form; below it, what may be."""
    rows = _rows(request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(row.form.is_valid() for row in rows):
        arrange_resources(
            arrangements={row.adoption.pk: Arrangement(**row.form.cleaned_data) for row in rows}
        )
        messages.success(request, _("The resources are arranged as you said."))
        return redirect("office:resources")
    typed = request.GET.get("q", "").replace("\0", "")[:100]
    found, kinds = _offered(typed, _number(request)), listings.labels_of(Facet.KIND)
    known = {(row.adoption.source, row.adoption.key) for row in rows}
    context = {
        **screen(_("National resources"), "folder-open-1"),
        "rows": rows,
        "has_changes": any(row.has_changed for row in rows),
        "typed": typed,
        "offered": found,
        "cards": [
            (card, kinds.get(card.kind, ""), (card.source, card.key) in known)
            for card in found.cards
        ],
    }
    has_errors = any(row.form.errors for row in rows)
    return render(
        request, "tne_sites/office/resources.html", context, status=422 if has_errors else 200
    )


@desk("tne_sites.add_adoption")
@require_POST
def adopt(request: SignedInRequest) -> HttpResponse:
    source, key = request.POST.get("source", "")[:60], request.POST.get("key", "")[:200]
    try:
        found = adopt_resource(source=source.replace("\0", ""), key=key.replace("\0", ""))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Adopted: %(title)s") % {"title": found.seen_title})
    return redirect("office:resources")


@desk("tne_sites.delete_adoption")
@require_POST
def drop(_request: SignedInRequest, pk: int) -> HttpResponse:
    """Let a resource go; the nation keeps it."""
    Adoption.objects.filter(pk=pk).delete()
    return redirect("office:resources")


@desk("tne_sites.change_adoption")
@require_POST
def seen(request: SignedInRequest) -> HttpResponse:
    count = see_changes()
    messages.success(request, _("Changes seen: %(count)d.") % {"count": count})
    return redirect("office:resources")


def changed_count() -> int:
    """Return how many adopted resources changed or went since somebody looked: two queries."""
    return sum(row.has_changed or row.card is None for row in _rows(None))


def _rows(data: Any) -> list[Row]:
    adoptions = list(Adoption.objects.all())
    names = [(row.source, row.key) for row in adoptions]
    cards = listings.by_keys(names, adopted.national()) if names else {}
    marks = listings.marks(names, adopted.national()) if names else {}
    return [
        Row(
            adoption=row,
            card=cards.get((row.source, row.key)),
            has_changed=marks.get((row.source, row.key), row.seen_mark) != row.seen_mark,
            form=ArrangeForm(data, prefix=str(row.pk), initial=_initial(row)),
        )
        for row in adoptions
    ]


def _initial(row: Adoption) -> dict[str, Any]:
    names = ("position", "is_pinned", "is_hidden", "note")
    return {name: getattr(row, name) for name in names}


def _offered(typed: str, number: int) -> Page[Card]:
    sort = Sort.RELEVANCE if typed else Sort.RECENT
    query = Query(
        text=typed, kinds=KINDS, scope=Scope.NATIONAL, sort=sort, page=number, per_page=PER_PAGE
    )
    return listings.find(query)


def _number(request: SignedInRequest) -> int:
    asked = request.GET.get("p", "")
    return min(max(int(asked[:4]), 1), 500) if asked.isascii() and asked.isdecimal() else 1
