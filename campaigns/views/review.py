"""The staff's desk: proposals that wait, by officer and académie; one proposal, what to answer."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.actions import review_proposal, validate_project
from campaigns.actions.guards import is_staff_of
from campaigns.actions.hand_over_project import hand_over_project
from campaigns.actions.label_campaign import label_campaign
from campaigns.domain import charter
from campaigns.domain.courte_echelle import reasons
from campaigns.domain.lifecycle import allowed
from campaigns.domain.proposal import STEPS
from campaigns.domain.states import PUBLIC, Actor, State
from campaigns.forms.steps import FORMS
from campaigns.history import history_of
from campaigns.models import Campaign
from campaigns.story import parts
from campaigns.terms import terms_of
from campaigns.views.typed import typed
from kernel.domain import DomainError
from tenants.context import current_tenant
from territories.models import Academy, Department

PAGE_SIZE = 50
WAITING = (State.SUBMITTED, State.AWAITING_VALIDATION)
READERS = (RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.PROJECT_OFFICER)
TITLES = {name: field.label for form in FORMS.values() for name, field in form.base_fields.items()}


def staff_only(request: HttpRequest) -> User:
    """Return the person; the desk is on the national site alone."""
    tenant, user = current_tenant(), request.user
    if tenant is None or not tenant.is_national:
        raise Http404
    if not isinstance(user, User) or not (user.is_superuser or user.has_role(*READERS)):
        raise PermissionDenied
    return user


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits for the team, the oldest first; or the projects in another state."""
    user = staff_only(request)
    codes = followed(user)
    state, academy = request.GET.get("etat", ""), request.GET.get("academie", "")
    rows = Campaign.objects.select_related("school").order_by("state_changed_at", "pk")
    rows = rows.filter(state__in=[state] if state in State.values else WAITING)
    academies = Academy.objects.filter(code__in=codes) if codes else Academy.objects.all()
    context = {
        "page_title": _("Projects"),
        "header_icon": "clipboard-list",
        "page": Paginator(within(rows, codes, academy), PAGE_SIZE).get_page(request.GET.get("p")),
        "states": [choice for choice in State.choices if choice[0] != State.DRAFT],
        "state": state,
        "academies": academies,
        "academy_code": academy,
    }
    return render(request, "campaigns/admin/queue.html", context)


def followed(user: User) -> list[str]:
    """Return the académies an officer follows; empty for all of them."""
    if user.is_superuser or user.has_role(RoleKind.NATIONAL_ADMINISTRATOR):
        return []
    roles = list(user.roles.current().filter(kind=RoleKind.PROJECT_OFFICER))
    if any(not role.academies for role in roles):
        return []
    return sorted({code for role in roles for code in role.academies})


def within(rows: QuerySet[Campaign], codes: list[str], wanted: str) -> QuerySet[Campaign]:
    """Keep the projects of the académies followed, or of the one asked for among them."""
    chosen = [wanted] if wanted and (not codes or wanted in codes) else codes
    if not chosen:
        return rows
    today = timezone.localdate()
    found = [Department.objects.of_academy(code, today) for code in chosen if "\0" not in code]
    departments = {department.code for one in found for department in one}
    return rows.filter(school__department__in=departments)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a proposal and answer it; a refused answer keeps what was typed."""
    user = staff_only(request)
    rows = Campaign.objects.select_related("proposal", "school__department", "holder")
    campaign = rows.exclude(state=State.DRAFT).filter(pk=pk).first()
    if campaign is None or not is_staff_of(campaign, user):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            _answer(request, user, pk, timezone.now())
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("Done: those concerned are told."))
            return redirect("proposals:review", pk)
    status = 422 if error else 200
    context = _context(request, campaign) | {"error": error}
    return render(request, "campaigns/admin/review.html", context, status=status)


def _answer(request: HttpRequest, user: User, pk: UUID, at: datetime) -> None:
    who: dict[str, Any] = {"campaign_id": pk, "by": user, "at": at}
    reason = typed(request, "reason")
    match request.POST.get("action"):
        case "accept":
            review_proposal.accept_proposal(
                **who,
                ticked=set(request.POST.getlist("charter")),
                cap_exception=typed(request, "cap_exception"),
                is_shared="is_shared" in request.POST,
            )
        case "request_changes":
            comments = {name: typed(request, f"comment-{name}") for name in TITLES}
            review_proposal.request_changes(**who, reason=reason, comments=comments)
        case "reject":
            review_proposal.reject_proposal(**who, reason=reason)
        case "reopen":
            validate_project.reopen_editing(**who, reason=reason)
        case "publish":
            validate_project.publish_campaign(**who)
        case "extend":
            validate_project.extend_campaign(**who, until=_day(request), reason=reason)
        case "label":
            label_campaign(**who, is_labelled="is_labelled" in request.POST)
        case "hand_over":
            hand_over_project(**who, to=_person(request), reason=reason)
        case _:
            raise DomainError(_("Choose what to do."))


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(typed(request, "until", 10))
    except ValueError as error:
        raise DomainError(_("Choose a day.")) from error


def _person(request: HttpRequest) -> User:
    """Return whose account has this confirmed address; staff may know that there is none."""
    address = typed(request, "email", 254).lower()
    found = User.objects.filter(
        emailaddress__email=address, emailaddress__verified=True, is_active=True
    ).first()
    if found is None:
        raise DomainError(_("No account has this confirmed address."))
    return found


def _context(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    comments = campaign.comments.select_related("author")
    return {
        "page_title": str(campaign),
        "header_icon": "clipboard-list",
        "project": campaign,
        "has_money": campaign.state in PUBLIC,
        "proposal": campaign.proposal,
        "parts": parts(campaign),
        "actions": [row.action for row in allowed(campaign.state, Actor.STAFF)],
        "charter": charter.criteria(campaign.proposal.charter_version or charter.CURRENT),
        "ticked": request.POST.getlist("charter"),
        "passes_cap": (campaign.minimum_cents or 0) > terms_of(campaign).minimum_cap.cents,
        "elsewhere": review_proposal.structure_elsewhere(campaign),
        "gates": validate_project.gates_of(campaign),
        "fields": [
            {"name": name, "title": TITLES[name], "given": request.POST.get(f"comment-{name}", "")}
            for step in STEPS
            for name in step.fields
        ],
        "given": request.POST,
        "label_reasons": _label_reasons(campaign),
        "all_comments": [
            {"title": TITLES.get(comment.field, comment.field), "comment": comment}
            for comment in comments
        ],
        "history": history_of(campaign),
    }


def _label_reasons(campaign: Campaign) -> list[str]:
    """Say why the project may need most help; staff decide."""
    labels = campaign.school.labels if campaign.school else []
    return [_(reason) for reason in reasons(labels, campaign.levels)]
