"""Organisers: their own home on the site, and the team's list of who has an access."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from tne_sites import wording
from tne_sites.actions.admit_organiser import admit_organiser, end_access
from tne_sites.forms.planning import AccessForm
from tne_sites.models import OrganiserAccess, Workshop
from tne_sites.planning.access import planner, structures_of

MANAGE = "tne_sites.change_organiseraccess"
MOST = 100


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The workshops of this person's structures, the coming ones first."""
    structures = list(structures_of(request))
    if not structures:
        raise PermissionDenied(_("This account has no access to the workshops of a structure."))
    at = timezone.now()
    rows = Workshop.objects.public().filter(organiser__in=structures).with_organiser()
    context = {
        "structures": structures,
        "coming": [(row, wording.when_of(row)) for row in rows.ahead(at).in_order()[:MOST]],
        "past": [
            (row, wording.when_of(row))
            for row in rows.filter(ends_at__lte=at).order_by("-starts_at")[:20]
        ],
    }
    return render(request, "tne_sites/planning/organiser_home.html", context)


@planner(MANAGE)
@require_http_methods(["GET", "POST"])
def accesses(request: SignedInRequest) -> HttpResponse:
    """Who of which structure may see its workshops; give one more access."""
    form = AccessForm(request.POST or None)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        access = admit_organiser(
            structure=given["structure"], email=given["email"], by=request.user
        )
        messages.success(request, _("%(email)s was told.") % {"email": access.email})
        return redirect("planning:accesses")
    context = {
        "page_title": _("Accesses of organisers"),
        "header_icon": "key",
        "form": form,
        "accesses": OrganiserAccess.objects.filter(ended_at=None).select_related("structure"),
    }
    status = 422 if form.errors else 200
    return render(request, "tne_sites/planning/accesses.html", context, status=status)


@planner(MANAGE)
@require_POST
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    access = get_object_or_404(OrganiserAccess, pk=pk)
    end_access(access_id=access.pk, by=request.user, at=timezone.now())
    messages.success(request, _("This access has ended."))
    return redirect("planning:accesses")
