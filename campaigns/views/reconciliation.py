"""The provider's account beside the books: what differs, line by line, for people to explain."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.actions.reconcile import totals
from campaigns.models import ProviderLine
from campaigns.views.money_desk import treasurer_only

PAGE_SIZE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the lines that have no entry, or all of them, under the two totals."""
    treasurer_only(request)
    wants_all = request.GET.get("lignes") == "toutes"
    rows = ProviderLine.objects.order_by("-happened_at", "-pk")
    theirs, ours = totals()
    context = {
        "page_title": _("Reconciliation"),
        "header_icon": "history",
        "is_set": bool(settings.STRIPE_SECRET_KEY),
        "theirs": theirs,
        "ours": ours,
        "gap": theirs - ours,
        "unknown": rows.filter(matched=False).count(),
        "last": rows.first(),
        "wants_all": wants_all,
        "page": Paginator(rows if wants_all else rows.filter(matched=False), PAGE_SIZE).get_page(
            request.GET.get("p")
        ),
    }
    return render(request, "campaigns/admin/reconciliation.html", context)
