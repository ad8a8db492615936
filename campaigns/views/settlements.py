"""The staff's desk of money: settlements to agree to; one campaign's money, found by its gifts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.actions.approve_settlement import approve_settlement
from campaigns.actions.cancel_campaign import cancel_campaign, fail_campaign
from campaigns.actions.complete_project import complete_project
from campaigns.actions.guards import may_read_money
from campaigns.actions.keep_success import keep_success
from campaigns.actions.pay_out import PAYABLE
from campaigns.actions.plan_settlement import plan_settlement
from campaigns.actions.refuse_gift import refuse_gift
from campaigns.domain.lifecycle import allowed
from campaigns.domain.states import PUBLIC, Actor
from campaigns.gift_search import by_reference, find_gifts
from campaigns.models import Campaign, Settlement, SettlementKind, SettlementState
from campaigns.views.money_desk import money_reader_only
from campaigns.views.review import followed, within
from campaigns.views.typed import typed
from kernel.domain import DomainError

PAGE_SIZE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the settlements, those that wait for somebody first."""
    codes = followed(money_reader_only(request))
    campaigns = within(Campaign.objects.all(), codes, "")
    rows = Settlement.objects.filter(campaign__in=campaigns)
    rows = rows.select_related("campaign__school", "gift", "first_by", "second_by")
    state = request.GET.get("etat", "")
    rows = rows.filter(state=state if state in SettlementState.values else SettlementState.WAITING)
    context = {
        "page_title": _("Settlements"),
        "header_icon": "clipboard-list",
        "states": SettlementState.choices,
        "state": state,
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p")),
    }
    return render(request, "campaigns/admin/settlements.html", context)


@require_http_methods(["GET", "POST"])
def settlement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a plan and agree to its figures."""
    user = money_reader_only(request)
    rows = Settlement.objects.select_related(
        "campaign__school__department", "gift", "first_by", "second_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None or not may_read_money(found.campaign, user):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            approve_settlement(settlement_id=pk, by=user)
        except Settlement.DoesNotExist as withdrawn:  # its campaign has just ended otherwise
            raise Http404 from withdrawn
        except DomainError as refusal:
            error = str(refusal)
            found.refresh_from_db()
        else:
            messages.success(request, _("Your agreement is written down."))
            return redirect("proposals:settlement", pk)
    context = {
        "page_title": str(found),
        "header_icon": "clipboard-list",
        "settlement": found,
        "error": error,
    }
    status = 422 if error else 200
    return render(request, "campaigns/admin/settlement.html", context, status=status)


@require_http_methods(["GET", "POST"])
def money(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One campaign's money: what each end would mean, its gifts, and what staff may do."""
    user = money_reader_only(request)
    rows = Campaign.objects.filter(state__in=PUBLIC).select_related("school__department")
    campaign = rows.filter(pk=pk).first()
    if campaign is None or not may_read_money(campaign, user):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            _act(request, campaign)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("Done: those concerned are told."))
            return redirect("proposals:money", pk)
    context = _money_of(request, campaign) | {"error": error, "given": request.POST}
    status = 422 if error else 200
    return render(request, "campaigns/admin/money.html", context, status=status)


def _act(request: HttpRequest, campaign: Campaign) -> None:
    user, now = money_reader_only(request), timezone.now()
    reason, number = typed(request, "reason", 300), typed(request, "gift", 20)
    match request.POST.get("action"):
        case "cancel":
            cancel_campaign(
                campaign_id=campaign.pk, actor=Actor.STAFF, by=user, at=now, reason=reason
            )
        case "fail":
            fail_campaign(campaign_id=campaign.pk, by=user, at=now)
        case "complete":
            complete_project(campaign_id=campaign.pk, actor=Actor.STAFF, by=user, at=now)
        case "keep":
            keep_success(campaign_id=campaign.pk, by=user, reason=reason)
        case "refuse":
            gift = by_reference(number)
            if gift is None or gift.campaign_id != campaign.pk:
                raise DomainError(_("No gift of this campaign has this reference."))
            refuse_gift(gift_id=gift.pk, reason=reason, by=user, at=now)
        case _:
            raise DomainError(_("Choose what to do."))


def _money_of(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    wanted = request.GET.get("q", "").replace("\0", "").strip()[:80]
    kinds = (SettlementKind.SUCCESS, SettlementKind.FAILURE)
    plans = [(kind, plan_settlement(campaign, kind)) for kind in kinds]
    is_short = plans[0][1].raised.cents < (campaign.minimum_cents or 0)
    return {
        "page_title": str(campaign),
        "header_icon": "clipboard-list",
        "project": campaign,
        "plans": [{"kind": kind, "plan": plan} for kind, plan in plans],
        "is_under_minimum": is_short and campaign.state in PAYABLE,
        "settlements": Settlement.objects.filter(campaign=campaign).select_related("gift"),
        "wanted": wanted,
        "page": Paginator(find_gifts(wanted, campaign), PAGE_SIZE).get_page(request.GET.get("p")),
        "actions": {row.action for row in allowed(campaign.state, Actor.STAFF)},
    }
