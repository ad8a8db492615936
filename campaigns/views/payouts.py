"""The desk of payments of ours: prepare, approve, send in a file, book or return."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from campaigns.actions import follow_payout, pay_out, send_back
from campaigns.actions.guards import is_treasurer
from campaigns.domain.accounts import Family, campaign, payable
from campaigns.models import Account, Campaign, Payout, PayoutFile, PayoutState, Refund
from campaigns.views.money_desk import money_reader_only, treasurer_only
from campaigns.views.review import READERS, followed, within
from campaigns.views.typed import typed
from kernel.domain import DomainError

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List what is to be paid and what is under way; a refused act says why."""
    user, error = money_reader_only(request), ""
    if request.method == "POST":
        try:
            _act(request, user)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("proposals:payouts")
    context = _waiting(user) | {
        "page_title": _("Payouts"),
        "header_icon": "upload",
        "page": Paginator(_payouts(user), PAGE_SIZE).get_page(request.GET.get("p")),
        "error": error,
        "given": request.POST,
        "may_review": user.is_superuser or user.has_role(*READERS),
    }
    status = 422 if error else 200
    return render(request, "campaigns/admin/payouts.html", context, status=status)


def _payouts(user: User) -> QuerySet[Payout]:
    rows = Payout.objects.select_related(
        "campaign", "refund__payment__gift", "line", "prepared_by", "approved_by", "file"
    )
    if is_treasurer(user):
        return rows
    return rows.filter(campaign__in=within(Campaign.objects.all(), followed(user), ""))


def _waiting(user: User) -> dict[str, Any]:
    going = set(PayoutState) - {PayoutState.RETURNED}
    refunds = Refund.objects.none()
    if is_treasurer(user):
        refunds = Refund.objects.filter(state__in=send_back.BY_TRANSFER)
        refunds = refunds.exclude(payouts__state__in=going)
    approved = Payout.objects.filter(state=PayoutState.APPROVED)
    return {
        "waiting": _to_pay(user),
        "refunds": refunds.select_related("payment__gift").order_by("created_at")[:PAGE_SIZE],
        "returned_lines": _payouts(user)
        .filter(line__isnull=False, state=PayoutState.RETURNED)
        .exclude(Q(line__payouts__state__in=going)),
        "may_export": is_treasurer(user) and approved.exists(),
    }


def _to_pay(user: User) -> list[tuple[Campaign, int]]:
    """Return the campaigns whose structure is owed something, with what, the oldest first."""
    rows = Account.objects.filter(family=Family.PAYABLE, credits_cents__gt=F("debits_cents"))
    owed = {row.code: row.balance_cents for row in rows}
    keys = [code.removeprefix(payable(campaign(""))) for code in owed]
    going = set(PayoutState) - {PayoutState.RETURNED}
    found = within(Campaign.objects.filter(pk__in=keys), followed(user), "")
    found = found.exclude(payouts__state__in=going).select_related("structure")
    found = found.order_by("state_changed_at")[:PAGE_SIZE]
    return [(one, owed[payable(campaign(one.pk))]) for one in found]


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was made, for the bank; it names accounts."""
    treasurer_only(request)
    found = PayoutFile.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{found.message_id}.xml"'
    response["Cache-Control"] = "no-store"
    return response


def _act(request: HttpRequest, user: User) -> None:
    now, action = timezone.now(), request.POST.get("action", "")
    to = {"iban": typed(request, "iban", 60), "payee": typed(request, "payee", 140)}
    acts: dict[str, Callable[[], object]] = {
        "export": lambda: pay_out.export_payouts(by=user, at=now),
        "prepare": lambda: pay_out.prepare_payout(campaign_id=_campaign(request), by=user, at=now),
        "refund": lambda: send_back.prepare_refund(
            refund_id=_number(request, Refund), by=user, **to
        ),
        "again": lambda: send_back.return_again(line_id=_line(request), by=user, **to),
        "approve": lambda: pay_out.approve_payout(payout_id=_number(request, Payout), by=user),
        "drop": lambda: pay_out.drop_payout(payout_id=_number(request, Payout), by=user),
        "book": lambda: follow_payout.book_payout(
            payout_id=_number(request, Payout), by=user, at=now
        ),
        "return": lambda: follow_payout.return_payout(
            payout_id=_number(request, Payout), by=user, at=now
        ),
    }
    if action not in acts:
        raise DomainError(_("Choose what to do."))
    acts[action]()


def _number(request: HttpRequest, model: type[Payout] | type[Refund]) -> int:
    number = typed(request, "number", 18)
    is_known = number.isascii() and number.isdecimal() and model.objects.filter(pk=number).exists()
    if not is_known:
        raise DomainError(_("Choose what to do."))
    return int(number)


def _line(request: HttpRequest) -> int:
    return Payout.objects.get(pk=_number(request, Payout)).line_id or 0


def _campaign(request: HttpRequest) -> UUID:
    try:
        return Campaign.objects.get(pk=UUID(typed(request, "campaign", 36))).pk
    except (ValueError, Campaign.DoesNotExist) as error:
        raise DomainError(_("Choose what to do.")) from error
