"""Writing to the site: from its contact page, or about any page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.actions.store_message import store_message
from cms.forms.contact import PROBLEMS, ContactForm, ProblemForm
from cms.models.contact import MessageKind


@never_cache
def contact(request: HttpRequest, page: Any) -> HttpResponse:
    """The contact page: a form, then the same page with a thank-you."""
    form = ContactForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_bound and (form.is_trapped or form.is_valid()):
        _store(form, MessageKind.CONTACT, page_url=page.url or "")
        messages.success(request, _("Your message has been sent. We answer within a few days."))
        return HttpResponseRedirect(page.url or "/")
    context = page.get_context(request) | {"form": form}
    return TemplateResponse(request, page.get_template(request), context, status=form.status)


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Tell a problem about a page; the page's address comes with the link."""
    asked = request.POST.get("page") or request.GET.get("page", "")
    page_url = asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) else ""
    page_url = _storable(page_url, 500)
    form = ProblemForm(
        request.POST if request.method == "POST" else None,
        initial={"page": page_url},
        request=request,
    )
    if form.is_bound and (form.is_trapped or form.is_valid()):
        _store(form, MessageKind.PROBLEM, page_url=page_url)
        messages.success(request, _("Thank you: your report has been sent."))
        return HttpResponseRedirect(page_url or "/")
    return render(
        request, "cms/report.html", {"form": form, "page_url": page_url}, status=form.status
    )


def _store(form: ContactForm | ProblemForm, kind: MessageKind, *, page_url: str) -> None:
    """A robot gets the same answer as a person, and learns nothing from it."""
    given = form.cleaned_data if not form.is_trapped else form.data
    subject = _storable(given.get("subject", ""), 160)
    if kind is MessageKind.PROBLEM:
        subject = str(dict(PROBLEMS).get(subject, subject))
    store_message(
        kind=kind,
        subject=subject,
        body=_storable(given.get("body", ""), 5000),
        email=_storable(given.get("email", ""), 254),
        name=_storable(given.get("name", ""), 120),
        page_url=page_url[:500],
        is_trapped=form.is_trapped,
    )


def _storable(value: object, most: int) -> str:
    """What a robot sends was validated by nothing; PostgreSQL keeps no NUL."""
    return str(value).replace("\0", "")[:most]
