"""For national staff, in the back office: coordinating bodies, admitted holders, legal texts."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions.admit_holder import ADMITTERS, admit_holder, end_admission
from accounts.actions.hand_over_department import hand_over_department
from accounts.actions.publish_legal_version import publish_legal_version
from accounts.domain.roles import RoleKind
from accounts.forms.members import AdmissionForm, HandoverForm, LegalVersionForm
from accounts.http import SignedInRequest
from accounts.models import CoordinatingBody, Coordination, HolderAdmission, LegalKind, LegalVersion
from kernel.domain import DomainError
from tenants.context import current_tenant
from tenants.models import Tenant


def refuse_unless(request: SignedInRequest, *kinds: RoleKind) -> None:
    """Refuse everybody but those with one of these roles, on the national site."""
    tenant = current_tenant()
    is_staff = request.user.is_superuser or request.user.has_role(*kinds)
    if tenant is None or not tenant.is_national or not is_staff:
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def coordination(request: SignedInRequest) -> HttpResponse:
    """Show who coordinates each department; hand one over."""
    refuse_unless(request, RoleKind.NATIONAL_ADMINISTRATOR)
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            hand_over_department(
                tenant=data["tenant"],
                body=data["body"] or _new_body(data["new_body"]),
                by=request.user,
                coordinator_email=data["coordinator_email"],
                at=data["on"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _handed_over(data["on"]))
            return redirect("members:coordination")
    history = Coordination.objects.select_related("body").order_by("-since")
    context = {
        "form": form,
        "departments": Tenant.objects.departments().prefetch_related(
            Prefetch("coordinations", queryset=history)
        ),
        "header_title": _("Coordinating bodies"),
        "page_title": _("Coordinating bodies"),
        "header_icon": "group",
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/members/coordination.html", context, status=status)


def _handed_over(at: datetime | None) -> str:
    if at is None:
        return _("The department is handed over.")
    day = date_format(timezone.localdate(at), "DATE_FORMAT")
    return _("The department will be handed over on %(day)s.") % {"day": day}


def _new_body(name: str) -> CoordinatingBody:
    return CoordinatingBody.objects.get_or_create(name=name.strip())[0]


@require_http_methods(["GET", "POST"])
def holders(request: SignedInRequest) -> HttpResponse:
    """Show the holders admitted without an academic address; admit one."""
    refuse_unless(request, *ADMITTERS)
    form = AdmissionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        admit_holder(user=form.user, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("This person may hold projects."))
        return redirect("members:holders")
    admissions = HolderAdmission.objects.current().select_related("user", "admitted_by")
    context = {
        "form": form,
        "admissions": admissions.order_by("-admitted_at")[:200],
        "header_title": _("Holders without an academic address"),
        "page_title": _("Holders without an academic address"),
        "header_icon": "user",
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/members/holders.html", context, status=status)


@require_POST
def end_holder(request: SignedInRequest, pk: int) -> HttpResponse:
    refuse_unless(request, *ADMITTERS)
    admission = get_object_or_404(HolderAdmission.objects.current(), pk=pk)
    end_admission(user=admission.user, by=request.user)
    messages.success(request, _("The admission has ended."))
    return redirect("members:holders")


@require_http_methods(["GET", "POST"])
def legal_texts(request: SignedInRequest) -> HttpResponse:
    """Show every version of the legal texts; publish another one."""
    refuse_unless(request, RoleKind.NATIONAL_ADMINISTRATOR)
    form = LegalVersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        publish_legal_version(
            kind=LegalKind(form.cleaned_data["kind"]),
            bodies=form.by_language("body"),
            changes=form.by_language("changes"),
            requires_acceptance=form.cleaned_data["requires_acceptance"],
            by=request.user,
        )
        messages.success(request, _("The new version is in force."))
        return redirect("members:legal_texts")
    context = {
        "form": form,
        "versions": LegalVersion.objects.annotate(accepted=Count("acceptances")),
        "header_title": _("Legal texts"),
        "page_title": _("Legal texts"),
        "header_icon": "doc-full",
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/members/legal_texts.html", context, status=status)
