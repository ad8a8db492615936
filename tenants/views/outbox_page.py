"""The demonstration's mail: every message, read in the browser; elsewhere it does not exist."""

import re

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from tenants.models import Mail

PAGE_SIZE = 30
# A message brings its own styles, and nothing that runs.
MESSAGE_CSP = {"default-src": [CSP.NONE], "style-src": [CSP.UNSAFE_INLINE], "img-src": [CSP.SELF]}
# What opens an account or answers an invitation is in the path.
LINK = re.compile(r"(https?://[^\s/\"'<>]+)/[^\s\"'<>)]+")


def _without_links(words: str) -> str:
    """Outside a demonstration nobody may follow somebody else's link: only its site is left."""
    return words if settings.DEVELOPMENT else LINK.sub(r"\1/…", words)


def _only_in_a_demonstration() -> None:
    if not settings.OUTBOX_PAGE:
        raise Http404


@never_cache
@require_safe
def list_messages(request: HttpRequest) -> HttpResponse:
    """Every message of every site, the newest first; with ?to= those of one address."""
    _only_in_a_demonstration()
    rows = Mail.objects.defer("html")
    to = request.GET.get("to", "").strip().lower()
    if to:
        rows = rows.filter(to=to)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "tenants/outbox.html", {"page": page, "to": to})


@never_cache
@require_safe
def show_message(request: HttpRequest, pk: int) -> HttpResponse:
    _only_in_a_demonstration()
    mail = get_object_or_404(Mail, pk=pk)
    context = {"mail": mail, "text": _without_links(mail.text)}
    return render(request, "tenants/message.html", context)


@never_cache
@require_safe
@csp_override(MESSAGE_CSP)
def show_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The message as a reader of mail shows it."""
    del request
    _only_in_a_demonstration()
    return HttpResponse(_without_links(get_object_or_404(Mail, pk=pk).html))
