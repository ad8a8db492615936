"""Asking for the newsletter, confirming, leaving."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.actions.confirm_subscription import confirm_subscription
from cms.actions.subscribe import subscribe
from cms.actions.unsubscribe import unsubscribe
from cms.forms.newsletter import SubscribeForm
from kernel.signing import InvalidLink
from tenants.context import current_tenant

TEMPLATE = "cms/newsletter.html"


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, then the same answer for every address.

    Whether it is known is nobody's business.
    """
    form = SubscribeForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and (form.is_trapped or form.is_valid()):
        if not form.is_trapped:
            subscribe(
                email=form.cleaned_data["email"],
                language=get_language(),
                root_url=_root_url(),
                at=timezone.now(),
            )
        return render(request, TEMPLATE, {"step": "asked"})
    return render(request, TEMPLATE, {"step": "ask", "form": form}, status=form.status)


def _root_url() -> str:
    """Return where the links lead: to the site's own address, not to the port that was asked."""
    tenant = current_tenant()
    return f"{tenant.root_url if tenant else ''}{reverse('cms:newsletter')}"


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A button, because mail scanners follow links; the click is a POST."""
    if request.method == "GET":
        return render(request, TEMPLATE, {"step": "confirm"})
    try:
        confirm_subscription(token=token, at=timezone.now())
    except InvalidLink as error:
        return render(request, TEMPLATE, {"step": "invalid", "error": str(error)}, status=410)
    return render(request, TEMPLATE, {"step": "confirmed"})


# RFC 8058: a mail reader sends this POST by itself, without cookie or token; the key is the proof.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, key: UUID) -> HttpResponse:
    if request.method == "GET":
        return render(request, TEMPLATE, {"step": "leave"})
    unsubscribe(key=key, at=timezone.now())
    return render(request, TEMPLATE, {"step": "left"})
