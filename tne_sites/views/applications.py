"""The form of somebody who wants to become a resource parent; no account, any language."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.navigation import direction
from cms.visibility import unlocked
from tne_sites.actions.apply_as_parent import apply_as_parent
from tne_sites.forms.applications import CONSENT, ApplicationForm
from tne_sites.models import ResourceParentPage
from tne_sites.views import listing


@never_cache
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Show the charter and the form; 404 while the department does not look for anybody."""
    listing.departments_only()
    page = _page()
    form = ApplicationForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and (form.is_trapped or form.is_valid()):
        if not form.is_trapped:
            _store(form, page)
        messages.success(request, _("Thank you! We have your application: we will answer soon."))
        return HttpResponseRedirect(page.url or "/")
    # The page may be that of another language than the reader's: French stands in for it.
    context = {
        "form": form,
        "page": page,
        "charter": page.charter,
        "direction": direction(page.locale.language_code),
    }
    context["crumbs"] = listing.crumbs(request, (page.title, page.url or "/"))
    return render(request, "tne_sites/apply.html", context, status=form.status)


def _page() -> ResourceParentPage:
    """Return the page that presents resource parents, in the reader's language or in French."""
    pages = {
        page.locale.language_code: page
        for page in ResourceParentPage.objects.live().filter(unlocked()).select_related("locale")
    }
    page = pages.get(get_language() or "") or pages.get("fr")
    if page is None or not page.is_recruiting:
        raise Http404
    return page


def _store(form: ApplicationForm, page: ResourceParentPage) -> None:
    given = form.cleaned_data
    apply_as_parent(
        name=given["name"],
        email=given["email"].lower(),
        phone=given["phone"],
        commune_code=given["commune"],
        school=given["school"],
        message=given["message"],
        language=get_language() or "fr",
        consent_text=f"{CONSENT}\n\n{page.charter}",
        at=timezone.now(),
    )
