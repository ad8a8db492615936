"""Coverage of the target schools: what has had nothing comes first."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from kernel.domain import DomainError
from tenants.context import current_tenant
from territories.models import Label, School
from tne_sites import clock
from tne_sites.actions.choose_target_schools import add_target_schools, retire_target_school
from tne_sites.actions.enter_school import NewSchool, enter_school
from tne_sites.coverage_facts import coverage
from tne_sites.domain.coverage import Covering
from tne_sites.forms.office import NewSchoolForm, SchoolSearchForm
from tne_sites.models import TargetSchool
from tne_sites.office.access import desk, screen

MOST_FOUND = 20


@desk("tne_sites.view_targetschool")
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """The table, gaps first; a search in the directory adds schools."""
    wanted = request.GET.get("etat", "")
    found = coverage()
    form = SchoolSearchForm(request.GET)
    typed = form.cleaned_data["typed"] if form.is_valid() else ""
    context = {
        **screen(_("Target schools"), "site"),
        "rows": [
            row for row in found.rows if wanted not in Covering or row.line.covering == wanted
        ],
        "summary": found.summary,
        "wanted": wanted,
        "form": form,
        "typed": typed,
        "found": _matching(typed),
        "labelled": _labelled_count(),
    }
    return render(request, "tne_sites/office/schools.html", context)


@desk("tne_sites.add_targetschool")
@require_POST
def add(request: SignedInRequest) -> HttpResponse:
    """Add one school by its code, or all those that the directory says are of the programme."""
    uais = request.POST.getlist("uai")[:500]
    if request.POST.get("labelled"):
        uais = list(_labelled().values_list("uai", flat=True))
    try:
        count = add_target_schools(uais=uais, by=request.user, on=clock.today())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Target schools added: %(count)d.") % {"count": count})
    return redirect("office:schools")


@desk("tne_sites.add_targetschool")
@require_http_methods(["GET", "POST"])
def enter(request: SignedInRequest) -> HttpResponse:
    """Enter by hand a school that the directory lacks, and make it a target."""
    form = NewSchoolForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            school = enter_school(
                given=NewSchool(**form.cleaned_data), by=request.user, on=clock.today()
            )
        except DomainError as refusal:
            form.add_error("uai", str(refusal))
        else:
            said = _("%(school)s is entered, and is a target school.")
            messages.success(request, said % {"school": school.name})
            return redirect("office:schools")
    context = {**screen(_("A school that the directory lacks"), "site"), "form": form}
    status = 422 if form.errors else 200
    return render(request, "tne_sites/office/new_school.html", context, status=status)


@desk("tne_sites.change_targetschool")
@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a school out; the school that took its pupils may come in its place."""
    target = get_object_or_404(TargetSchool, pk=pk)
    successor = School.objects.filter(uai=target.uai).values_list("successor", flat=True).first()
    try:
        with transaction.atomic():
            retire_target_school(target_id=pk, by=request.user, on=clock.today())
            if request.POST.get("replace") and successor:
                add_target_schools(uais=[successor], by=request.user, on=clock.today())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The school has left the list; its past stays counted."))
    return redirect("office:schools")


def _matching(typed: str) -> list[School]:
    """Return open schools of the department that are not targets yet."""
    if not typed:
        return []
    rows = School.objects.matching(typed).in_department(_code()).open_on(clock.today())
    return list(rows.exclude(uai__in=_targets()).select_related("commune")[:MOST_FOUND])


def _labelled() -> QuerySet[School]:
    rows = School.objects.in_department(_code()).labelled(Label.TNE_TARGET)
    return rows.open_on(clock.today()).exclude(uai__in=_targets())


def _labelled_count() -> int:
    return int(_labelled().count())


def _targets() -> list[str]:
    return list(TargetSchool.objects.on(clock.today()).values_list("uai", flat=True))


def _code() -> str:
    tenant = current_tenant()
    return tenant.code if tenant else ""
