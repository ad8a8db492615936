"""The holder's space: their projects, and the form in steps that is saved as they type."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from campaigns import funding
from campaigns.actions.save_step import Frozen, save_step, value_of, values_of
from campaigns.actions.start_project import duplicate_project, start_project
from campaigns.actions.submit_proposal import submit_proposal
from campaigns.actions.validate_project import ask_validation, gates_of, reopen_editing
from campaigns.actions.withdraw_project import withdraw_project
from campaigns.domain import charter
from campaigns.domain.lifecycle import allowed, may_cancel
from campaigns.domain.proposal import BY_NAME, STEPS, editable, is_wide, missing
from campaigns.domain.states import Actor
from campaigns.forms.steps import FORMS, StepForm
from campaigns.models import Campaign, Post
from campaigns.story import parts
from campaigns.views.preview import preview_link
from campaigns.views.typed import typed
from kernel.domain import DomainError


def own(request: SignedInRequest, pk: UUID) -> Campaign:
    """Return one of the person's own projects; another's does not exist for them."""
    rows = Campaign.objects.select_related("proposal", "school__department", "holder")
    campaign = rows.held_by(request.user).filter(pk=pk).first()
    if campaign is None:
        raise Http404
    return campaign


@login_required
@never_cache
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List the person's projects, and what they may do as head or manager."""
    context = {
        "projects": Campaign.objects.held_by(request.user).select_related("school"),
        "may_hold": request.user.may_hold_projects,
        "has_posts": Post.objects.current().filter(user=request.user).exists(),
    }
    return render(request, "campaigns/projects.html", context)


@login_required
@require_POST
def start(request: SignedInRequest) -> HttpResponse:
    try:
        campaign = start_project(by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("projects:index")
    return redirect("projects:step", campaign.pk, STEPS[0].name)


@login_required
@never_cache
@require_safe
def project(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a project as others will see it, where it stands, and what can be done with it."""
    return _page(request, own(request, pk))


def _page(
    request: SignedInRequest, campaign: Campaign, error: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "project": campaign,
        "proposal": campaign.proposal,
        "parts": parts(campaign),
        "steps": [_mark(campaign, step.name) for step in STEPS],
        "actions": [row.action for row in allowed(campaign.state, Actor.HOLDER)],
        "may_cancel": may_cancel(campaign.state, Actor.HOLDER),
        "charter": charter.criteria(),
        "charter_version": charter.CURRENT,
        "gates": gates_of(campaign),
        "comments": campaign.comments.open(),
        "preview_link": preview_link(request, campaign),
        "error": error,
    }
    return render(request, "campaigns/project.html", context, status=status)


def _mark(campaign: Campaign, name: str) -> dict[str, Any]:
    """Return a step as the list of steps shows it."""
    gaps = missing(values_of(campaign)).get(name, [])
    return {
        "name": name,
        "title": _(BY_NAME[name].title),
        "is_done": not gaps,
        "is_open": bool(editable(campaign.state, BY_NAME[name].fields)),
    }


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def step(request: SignedInRequest, pk: UUID, name: str) -> HttpResponse:
    """One step: what can be read is written, at each pause with a script, and when one goes on."""
    campaign = own(request, pk)
    if name not in FORMS:
        raise Http404
    form = _form(request, campaign, name)
    if request.method == "POST":
        try:
            save_step(campaign_id=pk, by=request.user, values=form.saved, at=timezone.now())
        except Frozen as error:
            form.add_error(None, str(error))
        if request.headers.get("HX-Request"):
            return render(request, "campaigns/step_saved.html", {"form": form})
        if form.is_valid():
            return HttpResponseRedirect(_next(request, campaign, name))
    names = [step.name for step in STEPS]
    context = {
        "project": campaign,
        "form": form,
        "step": BY_NAME[name],
        "title": _(BY_NAME[name].title),
        "number": names.index(name) + 1,
        "titles": [_(step.title) for step in STEPS],
        "comments": campaign.comments.open().filter(field__in=BY_NAME[name].fields),
        "is_wide": is_wide(campaign.minimum_cents or 0, campaign.optimum_cents or 0),
        "gauge": funding.gauge_of(campaign) if name == "budget" else None,
        "before": names[names.index(name) - 1] if name != names[0] else "",
    }
    return render(request, "campaigns/step.html", context, status=422 if form.errors else 200)


def _form(request: SignedInRequest, campaign: Campaign, name: str) -> StepForm:
    fields = BY_NAME[name].fields
    frozen = frozenset(fields) - set(editable(campaign.state, fields))
    initial = {field: value_of(campaign, field) for field in fields}
    data = request.POST if request.method == "POST" else None
    return FORMS[name](data, initial=initial, frozen=frozen)


def _next(request: SignedInRequest, campaign: Campaign, name: str) -> str:
    names = [step.name for step in STEPS]
    if "later" in request.POST or name == names[-1]:
        return reverse("projects:project", args=[campaign.pk])
    return reverse("projects:step", args=[campaign.pk, names[names.index(name) + 1]])


@login_required
@require_POST
def send(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Send the proposal; what is missing or contradicts itself is said on the project's page."""
    accepted = typed(request, "charter", 4)
    version = int(accepted) if accepted.isascii() and accepted.isdigit() else None
    return _do(
        request,
        pk,
        lambda at: submit_proposal(campaign_id=pk, by=request.user, at=at, charter_version=version),
        _("Your project is sent. We write to you as soon as somebody has read it."),
    )


@login_required
@require_POST
def validate(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return _do(
        request,
        pk,
        lambda at: ask_validation(campaign_id=pk, by=request.user, at=at),
        _("Your page is complete: the team, the head and the manager are told."),
    )


@login_required
@require_POST
def reopen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return _do(
        request,
        pk,
        lambda at: reopen_editing(
            campaign_id=pk, by=request.user, at=at, reason=typed(request, "reason", 300)
        ),
        _("You can write again."),
    )


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return _do(
        request,
        pk,
        lambda at: withdraw_project(campaign_id=pk, by=request.user, at=at),
        _("Your project is withdrawn."),
    )


@login_required
@require_POST
def duplicate(request: SignedInRequest, pk: UUID) -> HttpResponse:
    own(request, pk)
    try:
        copy = duplicate_project(campaign_id=pk, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("projects:index")
    messages.success(request, _("Here is a copy: give it its dates."))
    return redirect("projects:step", copy.pk, STEPS[0].name)


def _do(request: SignedInRequest, pk: UUID, act: Any, done: str) -> HttpResponse:
    campaign = own(request, pk)
    try:
        act(timezone.now())
    except DomainError as error:
        return _page(request, campaign, str(error), 422)
    messages.success(request, done)
    return redirect("projects:project", pk)
