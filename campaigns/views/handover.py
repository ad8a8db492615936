"""A project passes from its holder to a colleague: offered by one, taken by the other."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import limits
from accounts.http import SignedInRequest
from campaigns.actions.offer_project import find_offer, offer_project, take_project
from campaigns.views.proposal import own
from campaigns.views.typed import typed
from kernel.domain import DomainError
from kernel.ratelimit import RateLimit
from kernel.signing import InvalidLink

OFFERS = RateLimit(
    name="campaigns.offers",
    per_caller=limits.NO_LIMIT,
    per_target=10,
    window=limits.ADDRESSES.window,
)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def offer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask for the colleague's address and a few words; what was typed stays when refused."""
    campaign, error = own(request, pk), ""
    if request.method == "POST":
        try:
            limits.take_for(OFFERS, str(request.user.pk))
            offer_project(
                campaign_id=pk,
                email=typed(request, "email", 254),
                by=request.user,
                at=timezone.now(),
                reason=typed(request, "reason", 300),
            )
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("We have written to your colleague."))
            return redirect("projects:project", pk)
    context = {"project": campaign, "error": error, "given": request.POST}
    return render(request, "campaigns/offer.html", context, status=422 if error else 200)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def take(request: SignedInRequest, token: str) -> HttpResponse:
    """Show what is offered; the press of the button makes the reader its holder."""
    try:
        campaign, reason = find_offer(token)
    except InvalidLink as error:
        return render(request, "campaigns/take.html", {"error": str(error)}, status=410)
    context = {"project": campaign, "reason": reason}
    if request.method == "POST":
        try:
            take_project(token=token, by=request.user, at=timezone.now())
        except DomainError as refusal:
            context["error"] = str(refusal)
            return render(request, "campaigns/take.html", context, status=422)
        messages.success(request, _("The project is yours."))
        return redirect("projects:project", campaign.pk)
    return render(request, "campaigns/take.html", context)
