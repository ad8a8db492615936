"""The national team's screen of department sites: which exist, open one, archive or delete one."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.domain.roles import RoleKind
from kernel.domain import DomainError
from tenants.context import current_tenant
from tenants.models import OperationKind, SiteOperation, Tenant
from territories.models import Department
from territories.names import department_names
from tne_sites.actions.change_site import ask_for
from tne_sites.registry.forms import HostForm, RecordForm
from tne_sites.registry.reading import lines, record_of, totals

RECENT = 10


class OpenForm(forms.Form):
    """Choose a department that has no site yet."""

    code = forms.ModelChoiceField(
        queryset=Department.objects.none(),
        label=_("Department"),
        empty_label=_("Choose a department"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = Tenant.objects.departments().values("code")
        field: forms.ModelChoiceField = self.fields["code"]  # type: ignore[assignment]  # a field of choices
        field.queryset = Department.objects.proper().exclude(code__in=taken)
        field.label_from_instance = lambda obj: f"{obj.name} ({obj.code})"  # type: ignore[method-assign]  # Django's way to name a choice


class ChangeForm(forms.Form):
    """What to do to a site; deleting asks for its code, typed."""

    kind = forms.ChoiceField(choices=OperationKind.choices)
    typed = forms.CharField(required=False, strip=True)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        deleting = given.get("kind") == OperationKind.DELETE
        if deleting and given.get("typed", "").upper() != self.code:
            raise forms.ValidationError(_("To delete this site, type the code of its department."))
        return given


def national_administrators_only(request: HttpRequest) -> None:
    """The screen exists on the national site alone; Wagtail has already asked for a sign-in."""
    tenant = current_tenant()
    if tenant is None or not tenant.is_national:
        raise Http404
    if not (request.user.is_superuser or request.user.has_role(RoleKind.NATIONAL_ADMINISTRATOR)):  # type: ignore[union-attr]  # signed in: nobody else comes here
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the sites, the last operations, and a form to open one more."""
    national_administrators_only(request)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].code
        return _ask(request, OperationKind.CREATE, code)
    context = {
        "page_title": _("Department sites"),
        "header_icon": "site",
        "form": form,
        "lines": lines(),
        "totals": totals(),
        "operations": SiteOperation.objects.latest_first()[:RECENT],
    }
    status = 422 if form.errors else 200
    return render(request, "tne_sites/admin/departments.html", context, status=status)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Archive, reopen or delete one site."""
    national_administrators_only(request)
    site = get_object_or_404(Tenant.objects.departments(), code=code)
    form = ChangeForm(request.POST or None, code=site.code)
    if request.method == "POST" and form.is_valid():
        return _ask(request, OperationKind(form.cleaned_data["kind"]), site.code)
    return show(request, site, form=form)


@require_POST
def record(request: HttpRequest, code: str) -> HttpResponse:
    """Write where a department stands in the programme; a refusal keeps what was typed."""
    national_administrators_only(request)
    site = get_object_or_404(Tenant.objects.departments(), code=code)
    form = RecordForm(request.POST, instance=record_of(site.code))
    if not form.is_valid():
        return show(request, site, record_form=form)
    form.save()
    messages.success(request, _("The registry says so now."))
    return redirect("departments:change", code=site.code)


def show(
    request: HttpRequest,
    site: Tenant,
    *,
    form: ChangeForm | None = None,
    host_form: HostForm | None = None,
    record_form: RecordForm | None = None,
) -> HttpResponse:
    """Show all about one site; a form that was refused comes back as it was filled in."""
    given = (form, host_form, record_form)
    context = {
        "page_title": str(site),
        "header_icon": "site",
        "site": site,
        "hosts": site.domains.order_by("-is_primary", "domain"),
        "form": form or ChangeForm(code=site.code),
        "host_form": host_form or HostForm(),
        "record_form": record_form or RecordForm(instance=record_of(site.code)),
        "coordinations": site.coordinations.select_related("body"),
    }
    status = 422 if any(one is not None and one.errors for one in given) else 200
    return render(request, "tne_sites/admin/department.html", context, status=status)


@require_safe
def operation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far an operation is; the page reloads itself until it is finished."""
    national_administrators_only(request)
    found = get_object_or_404(SiteOperation, pk=pk)
    name = department_names().get(found.code, found.code)
    title = f"{found.get_kind_display()} – {name}"
    context = {"page_title": title, "header_icon": "site", "operation": found}
    return render(request, "tne_sites/admin/operation.html", context)


def _ask(request: HttpRequest, kind: OperationKind, code: str) -> HttpResponse:
    try:
        asked = ask_for(kind=kind, code=code, by=request.user)  # type: ignore[arg-type]  # signed in: nobody else comes here
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("departments:index")
    return redirect("departments:operation", pk=asked.pk)
