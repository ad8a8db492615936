"""Tax receipts: the manager's list, and what the donor asks for and takes away."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.http import SignedInRequest
from campaigns.actions.issue_receipt import (
    ask_receipt,
    cancel_receipt,
    issue_receipt,
    replace_receipt,
)
from campaigns.actions.keep_structure import decide_receipts
from campaigns.forms.receipts import ReceiptForm, ReplaceForm
from campaigns.models import Gift, Receipt, Structure
from campaigns.receipts import asked_of, paper
from campaigns.views.gifts import show_gift
from campaigns.views.structures import managed
from campaigns.views.typed import typed
from kernel.domain import DomainError
from kernel.ratelimit import RateLimit, TooManyAttempts

PAGE_SIZE, AT_ONCE = 50, 50
ASK = RateLimit(name="campaigns.receipt", per_caller=60, per_target=10, window=timedelta(hours=1))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What donors wait for, and the receipts of the structure; issue, one by one or together."""
    structure = managed(request, pk)
    error = ""
    if request.method == "POST":
        try:
            _act(request, structure)
        except DomainError as refusal:
            error = str(refusal)
        else:
            return redirect("projects:receipts", pk)
    issued = Receipt.objects.filter(structure=structure).select_related(
        "gift__campaign", "replaces"
    )
    context = {
        "structure": structure,
        "asked": asked_of(structure)[:PAGE_SIZE],
        "page": Paginator(issued, PAGE_SIZE).get_page(request.GET.get("page")),
        "error": error,
    }
    return render(request, "campaigns/receipts.html", context, status=422 if error else 200)


def _act(request: SignedInRequest, structure: Structure) -> None:
    who: dict[str, Any] = {"by": request.user, "at": timezone.now()}
    match request.POST.get("action"):
        case "switch":
            is_issuer = "issues_receipts" in request.POST
            decide_receipts(structure_id=structure.pk, by=request.user, issues=is_issuer)
            messages.success(request, _("It is kept."))
        case "issue":
            gift = asked_of(structure).filter(reference=typed(request, "gift", 20)).first()
            if gift is None:
                raise DomainError(_("This gift waits for no receipt."))
            issue_receipt(gift_id=gift.pk, **who)
            messages.success(request, _("The receipt is issued, and the donor told."))
        case "issue_all":
            keys = list(asked_of(structure).values_list("pk", flat=True)[:AT_ONCE])
            for key in keys:
                issue_receipt(gift_id=key, **who)
            messages.success(request, _("The receipts are issued, and the donors told."))
        case _:
            raise DomainError(_("Choose what to do."))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def receipt(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One receipt: mend it by another, or cancel it; its number stays."""
    found = _managed(request, pk)
    initial = {
        "name": found.donor_name, "address": found.donor_address, "siret": found.donor_siret,
    }  # fmt: skip
    form = ReplaceForm(request.POST or None, initial=initial)
    who: dict[str, Any] = {"receipt_id": pk, "by": request.user, "at": timezone.now()}
    error = ""
    if request.method == "POST":
        try:
            if request.POST.get("action") == "cancel":
                cancel_receipt(**who, reason=typed(request, "reason", 300))
            elif form.is_valid():
                replace_receipt(**who, **form.cleaned_data)
            if request.POST.get("action") == "cancel" or not form.errors:
                messages.success(request, _("Done: the donor is told."))
                return redirect("projects:receipts", found.structure_id)
        except DomainError as refusal:
            error = str(refusal)
    context = {"receipt": found, "form": form, "error": error}
    status = 422 if request.method == "POST" else 200
    return render(request, "campaigns/receipt.html", context, status=status)


@login_required
@never_cache
@require_safe
def receipt_pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return _pdf(_managed(request, pk))


def _managed(request: SignedInRequest, pk: UUID) -> Receipt:
    related = ("structure__school", "gift__campaign", "replaces")
    found = Receipt.objects.select_related(*related).filter(pk=pk).first()
    if found is None:
        raise Http404
    managed(request, found.structure_id)
    return found


@require_POST
def ask(request: HttpRequest, key: UUID) -> HttpResponse:
    """The donor asks, with the name and the address that the receipt shall bear."""
    gift = get_object_or_404(Gift.objects.select_related("campaign__school"), token=key)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        return show_gift(request, gift, receipt_form=form)
    try:
        limits.take(ASK, request, str(key))
        ask_receipt(gift_id=gift.pk, **form.cleaned_data)
    except (DomainError, TooManyAttempts) as refusal:
        return show_gift(request, gift, error=str(refusal), receipt_form=form)
    messages.success(request, _("The funds manager of the school is asked for your receipt."))
    return redirect("giving:gift", key=key)


@never_cache
@require_safe
def donor_pdf(_request: HttpRequest, key: UUID) -> HttpResponse:
    """The receipt in force, behind the donor's own link; its number is in no address."""
    rows = Receipt.objects.valid().select_related("gift", "replaces")
    return _pdf(get_object_or_404(rows, gift__token=key))


def _pdf(found: Receipt) -> HttpResponse:
    headers = {
        "Content-Disposition": f'inline; filename="recu-{found.label}.pdf"',
        "Cache-Control": "no-store, private",
        "X-Robots-Tag": "noindex",
    }
    return HttpResponse(paper(found), content_type="application/pdf", headers=headers)
