"""The staff's desk of boosts: who needs one most, from which envelope, and who agrees."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from campaigns.actions import boost_campaign
from campaigns.actions.boost_campaign import TAKES_BOOSTS
from campaigns.actions.guards import is_staff_of
from campaigns.domain.boosts import most, suggested
from campaigns.domain.states import PUBLIC
from campaigns.envelopes import books_of, envelopes, fitting, fund_name, subject_of
from campaigns.forms.solidarity import BoostForm
from campaigns.models import Boost, BoostState, Campaign
from campaigns.terms import terms_at, terms_of
from campaigns.views.review import followed, staff_only, within
from campaigns.views.structures import key_of
from campaigns.views.typed import typed
from kernel.domain import DomainError
from kernel.money import ZERO, Money

PAGE_SIZE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the campaigns that end soonest below their minimum, and the boosts that wait."""
    codes = followed(staff_only(request))
    related = ("proposal", "school__department")
    taking = Campaign.objects.filter(state__in=TAKES_BOOSTS).select_related(*related)
    rows = within(taking, codes, "").order_by("-is_courte_echelle", "closes_at", "pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
    waiting = Boost.objects.filter(state=BoostState.PROPOSED, campaign__in=rows)
    found = envelopes()
    context = {
        "page_title": _("Boosts"),
        "header_icon": "pick",
        "page": page,
        "lines": _lines(list(page), found),
        "envelopes": found,
        "waiting": waiting.select_related("campaign", "agreement__patron", "proposed_by"),
    }
    return render(request, "campaigns/admin/boosts.html", context)


def _lines(campaigns: list[Campaign], found: list[Any]) -> list[dict[str, Any]]:
    """Say, for each campaign below its minimum, what is missing and what could help it."""
    now, books = timezone.now(), books_of(campaigns)
    today = terms_at(now)
    return [
        {
            "project": campaign,
            "missing": books[campaign.pk].missing.cents,
            "suggested": suggested(books[campaign.pk], today).cents,
            "envelopes": fitting(found, campaign, now)[:3],
        }
        for campaign in campaigns
        if books[campaign.pk].missing
    ]


@require_http_methods(["GET", "POST"])
def campaign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One campaign: the envelopes that are for it, its boosts, and what may be done."""
    user = staff_only(request)
    rows = Campaign.objects.filter(state__in=PUBLIC)
    found = rows.select_related("proposal", "school__department").filter(pk=pk).first()
    if found is None or not is_staff_of(found, user):
        raise Http404
    form = BoostForm(request.POST or None, funds=_funds(found))
    error = ""
    if request.method == "POST":
        try:
            if _act(request, user, found, form):
                messages.success(request, _("It is written down."))
                return redirect("proposals:boost", pk)
        except DomainError as refusal:
            error = str(refusal)
    context = _context(found) | {"form": form, "error": error}
    status = 422 if request.method == "POST" else 200
    return render(request, "campaigns/admin/boost.html", context, status=status)


def _funds(found: Campaign) -> list[tuple[str, str]]:
    fit = fitting(envelopes(), found, timezone.now())
    return [(one.account, f"{one.name} ({one.balance.short()})") for one in fit]


def _act(request: HttpRequest, user: User, found: Campaign, form: BoostForm) -> bool:
    """Do what was asked; False for a form that is not filled in right."""
    now, action = timezone.now(), request.POST.get("action")
    if action == "propose":
        if not form.is_valid():
            return False
        given = form.cleaned_data
        boost_campaign.propose_boost(
            campaign_id=found.pk,
            fund=given["fund"],
            amount=Money(given["amount"]),
            by=user,
            at=now,
            exception=given["exception"],
        )
        return True
    key = key_of(request.POST.get("boost", ""))
    if not Boost.objects.filter(pk=key, campaign=found).exists():
        raise DomainError(_("This is no longer there."))
    match action:
        case "approve":
            boost_campaign.approve_boost(boost_id=key, by=user, at=now)
        case "withdraw":
            boost_campaign.withdraw_boost(boost_id=key, by=user, at=now)
        case "take_back":
            reason = typed(request, "reason", 300)
            boost_campaign.take_back_boost(boost_id=key, by=user, at=now, reason=reason)
        case _:
            raise DomainError(_("Choose what to do."))
    return True


def _context(found: Campaign) -> dict[str, Any]:
    books, subject = books_of([found])[found.pk], subject_of(found)
    terms, day = terms_of(found), timezone.localdate()
    boosts = Boost.objects.filter(campaign=found).select_related(
        "agreement__patron", "proposed_by", "approved_by"
    )
    return {
        "page_title": _("Boosts: %(title)s") % {"title": found},
        "header_icon": "pick",
        "project": found,
        "is_open": found.state in TAKES_BOOSTS,
        "books": books,
        "most": most(books, terms).cents,
        "suggested": suggested(books, terms).cents,
        "boosts": [{"boost": row, "from": row.agreement or fund_name(row.fund)} for row in boosts],
        "envelopes": [
            {"envelope": one, "misses": one.misses(subject, day)}
            for one in envelopes()
            if one.balance > ZERO
        ],
    }
