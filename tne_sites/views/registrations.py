"""Registering without an account, and the page behind the link that everybody then has."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kernel.domain import DomainError, gettext_noop
from kernel.signing import InvalidLink, seal, unseal
from tne_sites import calendars, finder, links, wording
from tne_sites.actions.change_registration import (
    accept_offer,
    cancel_registration,
    change_registration,
)
from tne_sites.actions.register_for_workshop import Registrant, answer_visitor
from tne_sites.domain.states import LIVE, RegistrationState
from tne_sites.domain.status import REGISTRABLE
from tne_sites.forms.registration import ChangeForm, RegistrationForm
from tne_sites.models import Registration, Workshop
from tne_sites.views.workshops import found

THANKS = "registered"


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """One page, few fields; a refusal shows the form again as it was filled in."""
    workshop = found(request, pk)
    form = RegistrationForm(
        request.POST if request.method == "POST" else None, request=request, workshop=workshop
    )
    if form.is_bound and form.is_trapped:
        return _thank(workshop, RegistrationState.CONFIRMED, has_email=True)
    if form.is_bound and form.is_valid():
        try:
            answer = answer_visitor(
                workshop_id=workshop.pk, registrant=registrant(form), at=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            if answer.registration is not None:
                return redirect("workshops:registration", token=links.token(answer.registration))
            return _thank(workshop, answer.state, has_email=True)
    kept_days = settings.WORKSHOP_REGISTRATIONS_KEPT_DAYS
    context = {"slug": slug, "form": form, "kept_days": kept_days, **_of(workshop)}
    return render(request, "tne_sites/workshops/register.html", context, status=form.status)


def _of(workshop: Workshop) -> dict[str, Any]:
    """Return what the page says of the workshop."""
    status = workshop.status(timezone.now())
    return {
        "workshop": workshop,
        "text": wording.text_of(workshop),
        "text_language": wording.language_of(workshop),
        "when": wording.when_of(workshop),
        "place": wording.place_of(workshop),
        "status": status,
        "status_text": finder.said(status, workshop.places),
        "shape": finder.SHAPES.get(status, "done"),
        "may_register": status in REGISTRABLE,
    }


def registrant(form: RegistrationForm) -> Registrant:
    given = form.cleaned_data
    names = ("name", "email", "phone", "party", "needs")
    return Registrant(**{name: given[name] for name in names}, language=get_language() or "")


def _thank(workshop: Workshop, state: str, *, has_email: bool) -> HttpResponse:
    """The answer names nobody: the same for an address that was already registered."""
    return redirect("workshops:registered", pk=workshop.pk, token=seal(THANKS, [state, has_email]))


@never_cache
@require_safe
def registered(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """What was decided, and that a message has left."""
    workshop = found(request, pk)
    try:
        state, _has_email = unseal(THANKS, token)
    except InvalidLink:
        return redirect(links.workshop_path(workshop))
    context = {
        "workshop": workshop,
        "text": wording.text_of(workshop),
        "text_language": wording.language_of(workshop),
        "when": wording.when_of(workshop),
        "place": wording.place_of(workshop),
        "is_confirmed": state == RegistrationState.CONFIRMED,
    }
    return render(request, "tne_sites/workshops/registered.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """See, change, accept, leave: nothing happens on a GET, because mail scanners follow links."""
    try:
        row = row_of(token)
    except InvalidLink as error:
        context = {"error": str(error)}
        return render(request, "tne_sites/workshops/link_invalid.html", context, status=410)
    form = ChangeForm(
        request.POST if request.POST.get("action") == "change" else None,
        workshop=row.workshop,
        initial={"party": row.party, "needs": row.needs},
    )
    refused = ""
    if request.method == "POST":
        try:
            if _act(request.POST.get("action", ""), row, form):
                return redirect("workshops:registration", token=token)
        except DomainError as refusal:
            refused = str(refusal)
            row = row_of(token)
    return _page(request, row, form, token, refused)


def _act(action: str, row: Registration, form: ChangeForm) -> bool:
    """Do it and say so; False when the form must be shown again."""
    at = timezone.now()
    if action == "cancel":
        cancel_registration(registration_id=row.pk, at=at)
    elif action == "accept":
        accept_offer(registration_id=row.pk, at=at)
    elif action == "change" and form.is_valid():
        change_registration(registration_id=row.pk, at=at, **form.cleaned_data)
    else:
        return False
    return True


def _page(
    request: HttpRequest, row: Registration, form: ChangeForm, token: str, error: str
) -> HttpResponse:
    workshop = row.workshop
    at = timezone.now()
    context = {
        "registration": row,
        "workshop": workshop,
        "text": wording.text_of(workshop),
        "text_language": wording.language_of(workshop),
        "when": wording.when_of(workshop),
        "place": wording.place_of(workshop, with_link=row.state == RegistrationState.CONFIRMED),
        "until": wording.offer_end(row),
        "position": position(row),
        "may_change": row.state in LIVE and at < workshop.starts_at and not workshop.cancelled_at,
        "form": form,
        "token": token,
        "error": error,
    }
    status = 409 if error else 422 if form.errors else 200
    return render(request, "tne_sites/workshops/registration.html", context, status=status)


def position(row: Registration) -> int:
    """Return the place in the waiting list, from 1; 0 for who does not wait."""
    if row.state != RegistrationState.WAITING:
        return 0
    return row.workshop.registrations.waiting().filter(pk__lte=row.pk).count()


def row_of(token: str) -> Registration:
    """Return the registration that a link opens; or raise InvalidLink, or 404."""
    rows = Registration.objects.select_related("workshop__organiser", "workshop__series")
    try:
        key = UUID(links.key_of(token))
    except (ValueError, TypeError) as error:
        raise InvalidLink(
            gettext_noop("This link is not complete. Copy it whole from the message.")
        ) from error
    return get_object_or_404(rows.filter(anonymised_at=None), key=key)


@never_cache
@require_safe
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file of somebody who is registered: with the link to join."""
    try:
        row = row_of(token)
    except InvalidLink as error:
        context = {"error": str(error)}
        return render(request, "tne_sites/workshops/link_invalid.html", context, status=410)
    is_coming = row.state == RegistrationState.CONFIRMED
    content = calendars.calendar(
        [row.workshop], name=wording.text_of(row.workshop).title, with_link=is_coming
    )
    return HttpResponse(content, content_type=calendars.CONTENT_TYPE)
