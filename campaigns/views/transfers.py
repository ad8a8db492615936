"""The donor changes or cancels a transfer that is awaited."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.actions.await_transfer import cancel_transfer, correct_transfer
from campaigns.actions.start_gift import GiftRefused
from campaigns.views.gifts import gift_of, show_gift
from campaigns.views.typed import typed
from kernel.domain import UnreadableInput
from kernel.money import Money


@require_POST
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """Await it no more; what has begun to arrive cannot be cancelled here."""
    found = gift_of(key)
    if not cancel_transfer(gift_id=found.pk):
        return show_gift(request, found, error=_("This transfer is no longer awaited."))
    messages.success(request, _("The transfer is cancelled: do not make it."))
    return redirect("giving:gift", key=key)


@require_POST
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Await another amount, within what is left to give."""
    found = gift_of(key)
    try:
        amount = Money.parse(typed(request, "amount", 40))
        correct_transfer(gift_id=found.pk, amount=amount, at=timezone.now())
    except (GiftRefused, UnreadableInput) as refusal:
        return show_gift(request, found, error=str(refusal))
    messages.success(request, _("The amount is changed."))
    return redirect("giving:gift", key=key)
