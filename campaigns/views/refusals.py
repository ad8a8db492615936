"""The head refuses a gift: chosen by reference and amount, since heads see no donors."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from campaigns.actions.guards import NotYours, require_post
from campaigns.actions.refuse_gift import REFUSABLE, refuse_gift
from campaigns.models import Campaign, Gift, PostKind
from campaigns.views.typed import typed
from kernel.domain import DomainError

PAGE_SIZE = 50


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def gifts(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """List the gifts of a project without their donors; give one back, with a reason."""
    rows = Campaign.objects.filter(state__in=REFUSABLE).select_related("proposal", "school")
    campaign = rows.filter(pk=pk).first()
    if campaign is None:
        raise Http404
    try:
        require_post(campaign, request.user, PostKind.HEAD)
    except NotYours as stranger:
        raise Http404 from stranger
    found = Gift.objects.paid().filter(campaign=campaign)
    error = ""
    if request.method == "POST":
        try:
            _refuse(request, found)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("The gift goes back to its donor."))
            return redirect("projects:gifts", pk)
    context = {
        "project": campaign,
        "page": Paginator(found.order_by("-pk"), PAGE_SIZE).get_page(request.GET.get("page")),
        "error": error,
        "given": request.POST,
    }
    return render(request, "campaigns/refuse.html", context, status=422 if error else 200)


def _refuse(request: SignedInRequest, gifts: QuerySet[Gift]) -> None:
    gift = gifts.filter(reference=typed(request, "gift", 20)).first()
    if gift is None:
        raise DomainError(_("Choose a gift of the list."))
    reason = typed(request, "reason", 300)
    refuse_gift(gift_id=gift.pk, reason=reason, by=request.user, at=timezone.now())
