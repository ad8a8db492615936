"""Private messages: the holder's page for a project, the donor's form on the page of a gift."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.http import SignedInRequest
from campaigns.actions.write_message import write_to_donor, write_to_holder
from campaigns.forms.receipts import MessageForm
from campaigns.models import Campaign, Gift, GiftMessage
from campaigns.views.board import held
from campaigns.views.gifts import show_gift
from campaigns.views.typed import typed
from kernel.domain import DomainError
from kernel.ratelimit import RateLimit, TooManyAttempts

PAGE_SIZE = 50
WRITE = RateLimit(name="campaigns.message", per_caller=60, per_target=10, window=timedelta(hours=1))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def index(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What was written about each gift, the latest first; and the form to write to one donor."""
    campaign = held(request, pk)
    form = MessageForm(request.POST if request.method == "POST" else None)
    error = ""
    if form.is_bound and form.is_valid():
        try:
            _write(request, campaign, form)
        except (DomainError, TooManyAttempts) as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("Your message is on its way, without your address."))
            return redirect("projects:messages", pk)
    context = _context(request, campaign) | {"form": form, "error": error, "given": request.POST}
    GiftMessage.objects.filter(gift__campaign=campaign, is_from_holder=False, read_at=None).update(
        read_at=timezone.now()
    )
    status = 422 if error or form.errors else 200
    return render(request, "campaigns/messages.html", context, status=status)


def _write(request: SignedInRequest, campaign: Campaign, form: MessageForm) -> None:
    reference = typed(request, "gift", 20)
    gift = Gift.objects.filter(campaign=campaign, reference=reference).first()
    if gift is None:
        raise DomainError(_("Choose a gift of the list."))
    limits.take(WRITE, request, str(gift.token))
    write_to_donor(gift_id=gift.pk, text=form.cleaned_data["text"], by=request.user)


def _context(request: SignedInRequest, campaign: Campaign) -> dict[str, Any]:
    rows = GiftMessage.objects.filter(gift__campaign=campaign).select_related("gift")
    paid = Gift.objects.paid().filter(campaign=campaign, refused_at=None)
    return {
        "project": campaign,
        "page": Paginator(rows.order_by("-at", "pk"), PAGE_SIZE).get_page(request.GET.get("page")),
        "gifts": paid.order_by("-created_at")[:200],
        "chosen": request.GET.get("don", "").replace("\0", ""),
    }


@require_POST
def from_donor(request: HttpRequest, key: UUID) -> HttpResponse:
    """The donor writes to whoever holds the project."""
    rows = Gift.objects.select_related("campaign__school", "campaign__structure")
    gift = get_object_or_404(rows, token=key)
    form = MessageForm(request.POST)
    if not form.is_valid():
        return show_gift(request, gift, message_form=form)
    try:
        limits.take(WRITE, request, str(key))
        write_to_holder(gift_id=gift.pk, text=form.cleaned_data["text"])
    except (DomainError, TooManyAttempts) as refusal:
        return show_gift(request, gift, error=str(refusal), message_form=form)
    messages.success(request, _("Your message is on its way, without your address."))
    return redirect("giving:gift", key=key)
