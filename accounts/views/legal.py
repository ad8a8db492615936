"""Terms and privacy policy: the version in force, older ones, and the page that asks to accept."""

import nh3
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions.accept_legal_texts import accept_current_texts
from accounts.http import SignedInRequest
from accounts.models import LegalKind, LegalVersion

TAGS = {
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "a",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href"}, "th": {"scope"}}


@require_safe
def show(request: HttpRequest, kind: str, number: int | None = None) -> HttpResponse:
    """Show a text, in its version in force or an older one."""
    if kind not in LegalKind.values:
        raise Http404
    versions = LegalVersion.objects.published().filter(kind=kind).prefetch_related("texts")
    if number is not None:
        versions_wanted = versions.filter(number=number)
    else:
        versions_wanted = versions.order_by("-number")
    version = versions_wanted.first()
    text = version.text_here() if version else None
    if version is None or text is None:
        raise Http404
    context = {
        "version": version,
        "text": text,
        "body": cleaned(text.body),
        "others": [other for other in versions if other.pk != version.pk],
    }
    return render(request, "accounts/legal.html", context)


def cleaned(body: str) -> str:
    """Return the text as HTML that can carry no script, whoever wrote it."""
    return mark_safe(nh3.clean(body, tags=TAGS, attributes=ATTRIBUTES))  # noqa: S308  cleaned


@login_required
@require_http_methods(["GET", "POST"])
def accept(request: SignedInRequest) -> HttpResponse:
    """Ask for acceptance of what is new since the person last accepted."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        wanted = ""
    if request.method == "POST":
        accept_current_texts(user=request.user)
        return HttpResponseRedirect(wanted or reverse("accounts:home"))
    accepted = request.user.acceptances.values_list("version_id", flat=True)
    new = LegalVersion.objects.latest_of_each().exclude(pk__in=accepted).prefetch_related("texts")
    versions = [(version, version.text_here()) for version in new]
    context = {"versions": versions, "next": wanted, "is_first": not accepted}
    return render(request, "accounts/accept_legal.html", context)
