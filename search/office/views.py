"""The pages: each for national staff who have the right."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel.numbers import digits_between
from search import asking, reasons, wording
from search.editorial import Promotion, WordingVersion
from search.office.forms import PromotionForm, WordsForm
from tenants import audit
from tenants.models import Tenant
from tenants.views.staff import needs, page_of, show

WORDS, PROMOTIONS, REPORT = (
    "search.change_wordingversion", "search.change_promotion", "search.view_asked",
)  # fmt: skip
KEPT_VERSIONS = 20
ORDERS = {
    "visitors": gettext_lazy("Most frequent"),
    "without_result": gettext_lazy("Without result"),
    "clicks": gettext_lazy("Without click"),
}


@require_http_methods(["GET", "POST"])
@needs(WORDS)
def words(request: HttpRequest) -> HttpResponse:
    """Change synonyms and stop words: a new version, which serves at the next search."""
    last = WordingVersion.objects.order_by("-pk").first()
    start = {
        "synonyms": last.synonyms if last else wording.default_synonyms(),
        "stop_words": last.stop_words if last else "",
    }
    if chosen := request.GET.get("version", ""):
        old = get_object_or_404(WordingVersion, pk=digits_between(chosen, 1, 2**31) or 0)
        start = {"synonyms": old.synonyms, "stop_words": old.stop_words}
    form = WordsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        form.instance.saved_by = str(request.user)[:150]
        saved = form.save()
        audit.record(action="search.words", actor=request.user, target=saved)  # type: ignore[arg-type]  # signed in: nobody else comes here
        wording.forget()
        messages.success(request, _("The new words serve from now on."))
        return redirect("search_office:words")
    versions = WordingVersion.objects.order_by("-pk")[:KEPT_VERSIONS]
    return _show(request, "words", _("Words of search"), form=form, versions=versions)


@require_safe
@needs(PROMOTIONS)
def promotions(request: HttpRequest) -> HttpResponse:
    page, sites = page_of(request, Promotion.objects.all()), _sites()
    rows = [(promotion, sites.get(promotion.schema, _("All sites"))) for promotion in page]
    return _show(request, "promotions", _("Promoted results"), page=page, rows=rows)


@require_http_methods(["GET", "POST"])
@needs(PROMOTIONS)
def promotion(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change one."""
    known = get_object_or_404(Promotion, pk=pk) if pk else None
    form = PromotionForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        audit.record(action="search.promotion", actor=request.user, target=saved)  # type: ignore[arg-type]  # signed in: nobody else comes here
        messages.success(request, _("It serves from now on."))
        return redirect("search_office:promotions")
    return _show(request, "promotion", _("Promoted result"), form=form, promotion=known)


@require_POST
@needs(PROMOTIONS)
def remove_promotion(request: HttpRequest, pk: int) -> HttpResponse:
    known = get_object_or_404(Promotion, pk=pk)
    audit.record(action="search.promotion_removed", actor=request.user, target=known)  # type: ignore[arg-type]  # signed in: nobody else comes here
    known.delete()
    messages.success(request, _("It was removed."))
    return redirect("search_office:promotions")


@require_safe
@needs(REPORT)
def report(request: HttpRequest) -> HttpResponse:
    """What people look for, when enough of them do; without result first when asked."""
    order = request.GET.get("ordre", "")
    order = order if order in asking.ORDERS else "visitors"
    sites, site = _sites(), request.GET.get("site", "")
    page = page_of(request, asking.report(order, site if site in sites else ""))
    return _show(
        request, "report", _("What people look for"), page=page, order=order, site=site,
        rows=[row | {"site": sites.get(row["schema"], row["schema"])} for row in page],
        sites=sites.items(), orders=ORDERS.items(), least=asking.LEAST_VISITORS,
    )  # fmt: skip


@require_safe
@needs(REPORT)
def explain(request: HttpRequest) -> HttpResponse:
    """Say why each result stands where it stands."""
    text = request.GET.get("q", "")
    reason = reasons.explain(text) if text.strip() else None
    return _show(request, "explain", _("Why is this ranked here?"), text=text, reason=reason)


def _sites() -> dict[str, str]:
    """Return the names of the sites, by schema."""
    return dict(Tenant.objects.order_by("type", "code").values_list("schema_name", "name"))


def _show(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    return show(request, template, title, "search", folder="search/office", **context)
