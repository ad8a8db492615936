"""The holder, or the head, says that a published project will not take place."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.guards import NotYours, require_post
from campaigns.actions.plan_settlement import plan_settlement
from campaigns.domain.lifecycle import may_cancel
from campaigns.domain.states import Actor
from campaigns.models import Campaign, PostKind, SettlementKind
from campaigns.views.typed import typed
from kernel.domain import DomainError


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what would happen to the money, ask why, and cancel for good."""
    rows = Campaign.objects.public().select_related("proposal", "school__department")
    campaign = rows.filter(pk=pk).first()
    actor = _actor(request, campaign) if campaign else None
    if campaign is None or actor is None or not may_cancel(campaign.state, actor):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            _cancel(request, pk, actor)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The project is cancelled: donors are told."))
            return redirect("projects:project" if actor == Actor.HOLDER else "projects:answer", pk)
    context = {
        "project": campaign,
        "plan": plan_settlement(campaign, SettlementKind.CANCELLATION),
        "is_holder": actor == Actor.HOLDER,
        "error": error,
        "given": request.POST,
    }
    return render(request, "campaigns/cancel.html", context, status=422 if error else 200)


def _cancel(request: SignedInRequest, pk: UUID, actor: Actor) -> None:
    if "sure" not in request.POST:
        raise DomainError(_("Tick the box: nothing brings the project back after that."))
    reason = typed(request, "reason", 300)
    cancel_campaign(campaign_id=pk, actor=actor, by=request.user, at=timezone.now(), reason=reason)


def _actor(request: SignedInRequest, campaign: Campaign) -> Actor | None:
    """As whom the person acts; nobody else learns that the project is there."""
    if campaign.holder_id == request.user.pk:
        return Actor.HOLDER
    try:
        require_post(campaign, request.user, PostKind.HEAD)
    except NotYours:
        return None
    return Actor.HEAD
