"""The desk of transfers: files of the bank, and what each line is, said by a person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from campaigns.actions.correct_line import (
    approve_correction,
    propose_correction,
    withdraw_correction,
)
from campaigns.actions.explain_line import (
    LineRefused,
    explain_elsewhere,
    match_line,
    set_line_aside,
    take_from_provider,
)
from campaigns.actions.explain_own_line import (
    take_bank_fee,
    take_from_patron,
    take_own_money,
    take_repayment,
)
from campaigns.actions.follow_payout import explain_by_payout
from campaigns.actions.import_statement import import_statement
from campaigns.actions.send_back import return_line
from campaigns.bank_balance import bank_balance
from campaigns.bank_suggestions import debtors, payers, shown, sure_matches
from campaigns.demo.statement import demonstration_statement
from campaigns.domain import accounts
from campaigns.domain.bank_lines import MOST_BYTES
from campaigns.gift_search import by_reference
from campaigns.models import (
    BankLine,
    BankStatement,
    LineCorrection,
    LineState,
    Method,
    Payment,
)
from campaigns.views.money_desk import treasurer_only
from campaigns.views.review import READERS
from campaigns.views.typed import typed
from kernel.domain import DomainError

PAGE_SIZE = 25


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the lines in one state with what they may be; say what one is."""
    user = treasurer_only(request)
    if request.method == "POST":
        try:
            _explain(request, user)
        except DomainError as refusal:
            return _desk(request, user, error=str(refusal))
        messages.success(request, _("It is written in the books."))
        return redirect(request.get_full_path())
    return _desk(request, user)


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Import a file; a refusal says where it cannot be read, and nothing is kept."""
    user = treasurer_only(request)
    file = request.FILES.get("file")
    try:
        if file is None or (file.size or 0) > MOST_BYTES:
            raise LineRefused(_("Choose a file of five megabytes at most."))
        made = import_statement(
            name=file.name or "", content=file.read(), by=user, at=timezone.now()
        )
    except DomainError as refusal:
        return _desk(request, user, error=str(refusal))
    text = ngettext("%(count)s new line.", "%(count)s new lines.", made.lines_new)
    messages.success(request, text % {"count": made.lines_new})
    return redirect("proposals:bank")


@require_POST
def confirm_sure(request: HttpRequest) -> HttpResponse:
    """Match at once all lines whose reference and amount both say the same gift."""
    user, now = treasurer_only(request), timezone.now()
    done, refusals = 0, set()
    for line_id, payment_id in sure_matches(now):
        try:
            match_line(line_id=line_id, payment_id=UUID(payment_id), by=user, at=now)
        except DomainError as refusal:  # somebody else was quicker
            refusals.add(str(refusal))
        else:
            done += 1
    for sentence in sorted(refusals):
        messages.error(request, sentence)
    text = ngettext("%(count)s gift confirmed.", "%(count)s gifts confirmed.", done)
    messages.success(request, text % {"count": done})
    return redirect("proposals:bank")


@require_POST
def correction(request: HttpRequest) -> HttpResponse:
    """Agree, as a second person, that a line is not the gift that it was taken for; or not."""
    user, number = treasurer_only(request), typed(request, "correction", 18)
    acts = {"approve": approve_correction, "withdraw": withdraw_correction}
    act = acts.get(request.POST.get("action", ""))
    try:
        if act is None or not (number.isascii() and number.isdecimal()):
            raise LineRefused(_("Choose what to do."))
        act(correction_id=int(number), by=user, at=timezone.now())
    except DomainError as refusal:
        return _desk(request, user, error=str(refusal))
    messages.success(request, _("Done."))
    return redirect("proposals:bank")


@require_safe
def demonstration(request: HttpRequest) -> HttpResponse:
    """A statement to play with, beside the sandbox alone."""
    treasurer_only(request)
    if not settings.STRIPE_ADDRESS:
        raise Http404
    content = demonstration_statement(timezone.localdate())
    response = HttpResponse(content, content_type="application/xml")
    response["Content-Disposition"] = 'attachment; filename="releve-demonstration.xml"'
    return response


def _desk(request: HttpRequest, user: User, error: str = "") -> HttpResponse:
    state = request.GET.get("etat", "")
    state = state if state in LineState.values else LineState.NEW
    rows = BankLine.objects.filter(state=state).select_related("payment__gift__campaign")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p"))
    now = timezone.now()
    lines = shown(page.object_list, now)
    context = {
        "page_title": _("Transfers received"),
        "header_icon": "download",
        "states": LineState.choices,
        "state": state,
        "page": page,
        "lines": lines,
        "statements": BankStatement.objects.select_related("imported_by")[:5],
        "agreements": payers(now),
        "debtors": debtors(),
        "bank": bank_balance(),
        "corrections": LineCorrection.objects.waiting().select_related(
            "line", "payment__gift", "proposed_by"
        ),
        "has_sure": any(row.is_sure for row in lines) and state == LineState.NEW,
        "error": error,
        "given": request.POST,
        "may_review": user.is_superuser or user.has_role(*READERS),
        "is_demonstration": bool(settings.STRIPE_ADDRESS),
    }
    status = 422 if error else 200
    return render(request, "campaigns/admin/bank.html", context, status=status)


def _explain(request: HttpRequest, user: User) -> None:
    now, number = timezone.now(), typed(request, "line", 18)
    if not (number.isascii() and number.isdecimal() and BankLine.objects.filter(pk=number)):
        raise LineRefused(_("Choose what to do."))
    told: dict[str, Any] = {"line_id": int(number), "by": user, "at": now}
    because = told | {"reason": typed(request, "reason", 300)}
    acts: dict[str, Callable[[], object]] = {
        "correct": lambda: propose_correction(**because),
        "match": lambda: match_line(payment_id=_payment(request), **told),
        "aside": lambda: set_line_aside(**because),
        "return": lambda: return_line(**because),
        "elsewhere": lambda: explain_elsewhere(**because),
        "provider": lambda: take_from_provider(**told),
        "order": lambda: explain_by_payout(**told),
        "fee": lambda: take_bank_fee(**told),
        "own": lambda: take_own_money(**because),
        "patron": lambda: take_from_patron(agreement_id=_chosen(request, "agreement"), **told),
        "repaid": lambda: take_repayment(
            campaign=accounts.campaign(_chosen(request, "debtor")), **told
        ),
    }
    act = acts.get(request.POST.get("action", ""))
    if act is None:
        raise LineRefused(_("Choose what to do."))
    act()


def _payment(request: HttpRequest) -> UUID:
    """Return the transfer that was chosen, or that of the reference that was typed."""
    reference = typed(request, "gift", 40)
    rows = Payment.objects.filter(method=Method.TRANSFER)
    if reference:
        gift = by_reference(reference)
        found = rows.filter(gift=gift).order_by("-created_at").first() if gift else None
        if found is None:
            raise LineRefused(_("No gift by transfer has this reference."))
        return found.pk
    chosen = rows.filter(pk=_chosen(request, "payment")).first()
    if chosen is None:
        raise LineRefused(_("Choose a gift, or write its reference."))
    return chosen.pk


def _chosen(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(typed(request, name, 36))
    except ValueError as error:
        raise LineRefused(_("Choose a gift, or write its reference.")) from error
