"""The provider's account beside the books: what differs, line by line, for people to explain."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from campaigns.actions.decide_mismatch import give_mismatch_back, take_mismatch
from campaigns.actions.reconcile import totals
from campaigns.bank_balance import bank_balance
from campaigns.ledger_watch import last_check
from campaigns.models import Payment, ProviderLine
from campaigns.views.money_desk import treasurer_only
from campaigns.views.typed import typed
from campaigns.waiting_money import waiting_money
from kernel.domain import DomainError

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the lines that have no entry, or all of them, under the totals; decide a payment."""
    user, error = treasurer_only(request), ""
    if request.method == "POST":
        try:
            _decide(request, user)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("It is written in the books."))
            return redirect("proposals:reconciliation")
    status = 422 if error else 200
    context = _context(request) | {"error": error, "given": request.POST}
    return render(request, "campaigns/admin/reconciliation.html", context, status=status)


def _decide(request: HttpRequest, user: User) -> None:
    """Say what becomes of a payment that differs from what was asked."""
    acts = {"take": take_mismatch, "give_back": give_mismatch_back}
    act = acts.get(request.POST.get("action", ""))
    try:
        key = UUID(typed(request, "payment", 36))
    except ValueError:
        act = None
    if act is None:
        raise DomainError(_("Choose what to do."))
    act(payment_id=key, reason=typed(request, "reason", 300), by=user, at=timezone.now())


def _context(request: HttpRequest) -> dict[str, Any]:
    wants_all = request.GET.get("lignes") == "toutes"
    rows = ProviderLine.objects.order_by("-happened_at", "-pk")
    theirs, ours = totals()
    return {
        "page_title": _("Reconciliation"),
        "ledger": last_check(),
        "bank": bank_balance(),
        "waiting": waiting_money(timezone.now()),
        "examined": Payment.objects.to_examine().select_related("gift__campaign"),
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
