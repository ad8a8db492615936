"""Following a campaign: asking, confirming, leaving with one click."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from campaigns.actions.follow_campaign import confirm_follower, follow_campaign, leave_campaign
from campaigns.forms.follow import FollowForm
from campaigns.models import Campaign
from campaigns.views.campaign import published
from kernel.signing import InvalidLink

TEMPLATE = "campaigns/follow.html"


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, then the same answer for every address: who follows is nobody's business."""
    campaign: Campaign = published(slug)
    form = FollowForm(request.POST if request.method == "POST" else None, request=request)
    context = {"campaign": campaign, "form": form, "step": "ask"}
    if form.is_bound and (form.is_trapped or form.is_valid()):
        if not form.is_trapped:
            follow_campaign(
                campaign_id=campaign.pk,
                email=form.cleaned_data["email"],
                language=get_language() or "",
                at=timezone.now(),
            )
        return render(request, TEMPLATE, {**context, "step": "asked"})
    return render(request, TEMPLATE, context, status=form.status)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, because mail scanners follow links; the click is a POST."""
    if request.method == "GET":
        return render(request, TEMPLATE, {"step": "confirm"})
    try:
        follower = confirm_follower(token=token, at=timezone.now())
    except InvalidLink as error:
        return render(request, TEMPLATE, {"step": "invalid", "error": str(error)}, status=410)
    return render(request, TEMPLATE, {"step": "confirmed", "campaign": follower.campaign})


# RFC 8058: a mail reader sends this POST by itself, without cookie or token; the key is the proof.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    if request.method == "GET":
        return render(request, TEMPLATE, {"step": "leave"})
    leave_campaign(key=key, at=timezone.now())
    return render(request, TEMPLATE, {"step": "left"})
