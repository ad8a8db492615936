"""“Membres”, in the back office: who has which role here, invitations, departures."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actions.grant_role import end_role
from accounts.actions.invite_member import invite_member, revoke_invitation
from accounts.domain.roles import EVERYWHERE, RoleKind, manageable_kinds
from accounts.forms.members import EVERY_SITE, InvitationForm, MemberFilter
from accounts.http import SignedInRequest
from accounts.models import Invitation, Role, User
from accounts.models.invitation import InvitationQuerySet
from accounts.models.role import RoleQuerySet, place_of
from kernel.domain import DomainError
from tenants.context import current_tenant
from tenants.models import Tenant

PAGE = 50


def here_for_manager(request: SignedInRequest) -> Tenant:
    """Return the current site when the person manages its members; else refuse."""
    tenant = current_tenant()
    if tenant is None or not can_manage(request.user, tenant):
        raise PermissionDenied
    return tenant


def can_manage(user: User, tenant: Tenant) -> bool:
    """Say whether a person manages somebody on this site; on the national one, anybody anywhere."""
    if user.is_superuser:
        return True
    place = EVERYWHERE if tenant.is_national else place_of(tenant)
    return bool(manageable_kinds(user.holdings(), place))


@require_safe
def list_members(request: SignedInRequest) -> HttpResponse:
    here = here_for_manager(request)
    form = MemberFilter(here, request.GET)
    form.is_valid()
    roles = _chosen(_roles_of(here), form.cleaned_data)
    page = Paginator(roles, PAGE).get_page(request.GET.get("p"))
    invitations = _invitations_of(here).pending().select_related("tenant", "invited_by")
    context = {
        "form": form,
        "page": page,
        "invitations": invitations,
        "is_national": here.is_national,
        "is_filtered": any(form.cleaned_data.values()),
        "header_title": _("Members"),
        "page_title": _("Members"),
        "header_icon": "group",
    }
    return render(request, "accounts/members/list.html", context)


def _roles_of(here: Tenant) -> RoleQuerySet:
    """Roles that can be managed from a site: all of them on the national one, else its own."""
    roles = Role.objects.select_related("user", "tenant", "body")
    return roles if here.is_national else roles.filter(tenant=here)


def _invitations_of(here: Tenant) -> InvitationQuerySet:
    rows = Invitation.objects.all()
    return rows if here.is_national else rows.filter(tenant=here)


def _chosen(roles: RoleQuerySet, wanted: dict[str, object]) -> RoleQuerySet:
    if not wanted.get("ended"):
        roles = roles.not_ended()
    if wanted.get("kind"):
        roles = roles.filter(kind=wanted["kind"])
    if site := wanted.get("site"):
        roles = (
            roles.filter(tenant=None)
            if site == EVERY_SITE
            else roles.filter(tenant__schema_name=site)
        )
    for word in str(wanted.get("q") or "").split():
        named = Q(user__first_name__icontains=word) | Q(user__last_name__icontains=word)
        roles = roles.filter(named | Q(user__email__icontains=word))
    return roles.order_by("tenant__code", "kind", "user__last_name", "pk")


@require_http_methods(["GET", "POST"])
def invite(request: SignedInRequest) -> HttpResponse:
    here = here_for_manager(request)
    form = InvitationForm(request.user, here, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            invite_member(
                email=data["email"],
                kind=RoleKind(data["kind"]),
                tenant=data["tenant"],
                by=request.user,
                until=data["until"],
                academies=data.get("academies", ()),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("members:list")
    context = {
        "form": form,
        "header_title": _("Invite a member"),
        "page_title": _("Invite a member"),
        "header_icon": "group",
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/members/invite.html", context, status=status)


@require_http_methods(["GET", "POST"])
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask, then end a role; a role of another site does not exist here."""
    here = here_for_manager(request)
    role = get_object_or_404(_roles_of(here).not_ended(), pk=pk)
    if request.method == "POST":
        try:
            end_role(role=role, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The role has ended."))
        return redirect("members:list")
    context = {
        "role": role,
        "header_title": _("End a role"),
        "page_title": _("End a role"),
        "header_icon": "group",
    }
    return render(request, "accounts/members/end.html", context)


@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    here = here_for_manager(request)
    invitation = get_object_or_404(_invitations_of(here), pk=pk)
    try:
        revoke_invitation(invitation=invitation, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("members:list")
