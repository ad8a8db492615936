"""The project as donors will read it, for its holder, staff, school, and whoever has the link."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from campaigns.domain.states import BEFORE_PUBLICATION
from campaigns.models import Campaign
from campaigns.story import parts
from kernel.signing import InvalidLink, seal, unseal

PURPOSE = "campaigns.preview"
VALID = timedelta(days=30)


def preview_link(request: HttpRequest, campaign: Campaign) -> str:
    """Return a link for colleagues: whoever has it may read, and nothing else."""
    token = seal(PURPOSE, str(campaign.pk))
    return request.build_absolute_uri(reverse("projects:preview", args=[token]))


@never_cache
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show a project that is not published to somebody who was given its link."""
    try:
        key = UUID(str(unseal(PURPOSE, token, max_age=VALID)))
    except (InvalidLink, ValueError, ValidationError):
        raise Http404 from None
    rows = Campaign.objects.select_related("proposal", "school")
    campaign = rows.filter(pk=key, state__in=BEFORE_PUBLICATION).first()
    if campaign is None:
        raise Http404
    context = {"project": campaign, "proposal": campaign.proposal, "parts": parts(campaign)}
    return render(request, "campaigns/preview.html", context)
