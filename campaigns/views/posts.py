"""The space of heads and managers: a post opened by its link, projects to answer for."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from campaigns.actions.activate_post import activate_post, find_post
from campaigns.actions.guards import NotYours
from campaigns.actions.refuse_gift import REFUSABLE
from campaigns.actions.validate_project import ATTESTED_IN, attest_project, gates_of
from campaigns.domain.lifecycle import may_cancel
from campaigns.domain.states import Actor, State
from campaigns.models import Attestation, Campaign, Post, PostKind
from campaigns.story import parts
from kernel.domain import DomainError
from kernel.signing import InvalidLink

HIDDEN = (State.DRAFT, State.SUBMITTED, State.CHANGES_REQUESTED, State.REJECTED, State.WITHDRAWN)


@login_required
@never_cache
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List the projects that the person's posts answer for; what waits for them comes first."""
    posts = Post.objects.current().filter(user=request.user, activated_at__isnull=False)
    rows = []
    for post in posts.select_related("school"):
        rows += [{"post": post, "project": campaign} for campaign in campaigns_of(post)]
    return render(request, "campaigns/posts.html", {"rows": rows, "posts": posts})


def campaigns_of(post: Post) -> list[Campaign]:
    """Return the projects of the school that name this post's address, accepted ones only."""
    field = "head_email" if post.kind == PostKind.HEAD else "manager_email"
    found = Campaign.objects.filter(
        school=post.school_id, **{f"proposal__{field}__iexact": post.email}
    )
    return list(found.exclude(state__in=HIDDEN).select_related("school", "holder"))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def activate(request: SignedInRequest, token: str) -> HttpResponse:
    """Say what the link is for; the press of the button binds the post to the account."""
    try:
        post = find_post(token)
        if request.method == "POST":
            activate_post(token=token, by=request.user, at=timezone.now())
            messages.success(request, _("Your space is open."))
            return redirect("projects:posts")
    except InvalidLink as error:
        return render(request, "campaigns/post.html", {"error": str(error)}, status=410)
    return render(request, "campaigns/post.html", {"post": post})


@login_required
@never_cache
@require_safe
def read(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the project to its head and its manager, with the four gates."""
    return _page(request, _answered_for(request, pk))


@login_required
@require_POST
def attest(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The head gives the school's word, the box ticked: an act, not a click passing by."""
    campaign = _answered_for(request, pk)
    if "attested" not in request.POST:
        return _page(request, campaign, _("Tick the box: it is what you attest."), 422)
    try:
        attest_project(campaign_id=pk, by=request.user, at=timezone.now())
    except NotYours as error:
        raise Http404 from error
    except DomainError as error:
        return _page(request, campaign, str(error), 422)
    messages.success(request, _("Thank you: the school’s word is given."))
    return redirect("projects:answer", pk)


def _answered_for(request: SignedInRequest, pk: UUID) -> Campaign:
    rows = Campaign.objects.select_related("proposal", "school", "holder")
    campaign = rows.exclude(state__in=HIDDEN).filter(pk=pk).first()
    if campaign is None or not _posts(request, campaign):
        raise Http404
    return campaign


def _posts(request: SignedInRequest, campaign: Campaign) -> set[str]:
    mine = Post.objects.of(campaign).filter(user=request.user, activated_at__isnull=False)
    return set(mine.values_list("kind", flat=True))


def _page(
    request: SignedInRequest, campaign: Campaign, error: str = "", status: int = 200
) -> HttpResponse:
    attestation = Attestation.objects.filter(campaign=campaign).first()
    is_head = PostKind.HEAD in _posts(request, campaign)
    may_attest = is_head and campaign.state in ATTESTED_IN
    context = {
        "project": campaign,
        "proposal": campaign.proposal,
        "parts": parts(campaign),
        "gates": gates_of(campaign),
        "attestation": attestation,
        "may_attest": may_attest and attestation is None,
        "may_refuse": is_head and campaign.state in REFUSABLE,
        "may_cancel": is_head and may_cancel(campaign.state, Actor.HEAD),
        "error": error,
    }
    return render(request, "campaigns/answer.html", context, status=status)
