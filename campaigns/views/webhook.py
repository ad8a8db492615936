"""Where the payment provider delivers: proven by its signature, kept, and answered at once."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from campaigns.actions.handle_event import keep_event
from campaigns.payments import provider
from campaigns.payments.base import ForgedEvent, ProviderTrouble

LARGEST = 256 * 1024


@csrf_exempt
@require_POST
def stripe(request: HttpRequest) -> HttpResponse:
    """Keep a delivery; the worker asks Stripe itself what happened."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse(status=413)
    try:
        event = provider().event(request.body, request.headers.get("Stripe-Signature", ""))
    except ForgedEvent:
        return HttpResponse(status=400)
    except ProviderTrouble:  # no provider is set here: nobody can deliver
        return HttpResponse(status=404)
    keep_event(event)
    return HttpResponse(status=200)
