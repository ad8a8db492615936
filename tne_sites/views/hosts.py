"""The national team's screen of one department: the addresses at which its site answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kernel.domain import DomainError
from tenants.hosts import add_host, choose_main_host, remove_host
from tenants.models import Tenant
from tne_sites.registry.forms import HostForm
from tne_sites.views.departments import national_administrators_only, show


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Give the site one address more; what cannot be one is said beside the field."""
    site = _site(request, code)
    form = HostForm(request.POST)
    if not form.is_valid():
        return show(request, site, host_form=form)
    typed, redirects = form.cleaned_data["host"], form.cleaned_data["redirects"]
    try:
        added = add_host(tenant=site, typed=typed, redirects=redirects, by=request.user)  # type: ignore[arg-type]  # signed in: nobody else comes here
    except DomainError as refusal:
        form.add_error("host", str(refusal))
        return show(request, site, host_form=form)
    messages.success(request, _("The site has the address %(host)s.") % {"host": added.domain})
    return redirect("departments:change", code=site.code)


@require_POST
def choose_main(request: HttpRequest, code: str) -> HttpResponse:
    """Make an address the main one, which the others lead to."""
    site = _site(request, code)
    try:
        chosen = choose_main_host(tenant=site, host=request.POST.get("host", ""), by=request.user)  # type: ignore[arg-type]  # signed in: nobody else comes here
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("The main address is %(host)s; the one before leads there.")
        messages.success(request, said % {"host": chosen.domain})
    return redirect("departments:change", code=site.code)


@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Take an address away from the site."""
    site = _site(request, code)
    host = request.POST.get("host", "")
    try:
        remove_host(tenant=site, host=host, by=request.user)  # type: ignore[arg-type]  # signed in: nobody else comes here
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("The site does not answer at %(host)s any more.") % {"host": host}
        )
    return redirect("departments:change", code=site.code)


def _site(request: HttpRequest, code: str) -> Tenant:
    national_administrators_only(request)
    return get_object_or_404(Tenant.objects.departments(), code=code)
