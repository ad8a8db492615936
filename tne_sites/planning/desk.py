"""The desk of one workshop: who comes, who came, registering somebody, writing to them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.viewsets import harmless
from kernel.domain import DomainError
from kernel.numbers import digits_between
from kernel.phones import format_phone
from tenants import audit
from tne_sites import finder, links, prints, wording
from tne_sites.actions.change_registration import accept_offer, cancel_registration
from tne_sites.actions.change_workshop import close_registration, reopen_registration
from tne_sites.actions.register_for_workshop import Registrant, register_for_workshop
from tne_sites.actions.welcome_people import (
    MOST_PEOPLE,
    note_call,
    record_attendance,
    write_to_registrants,
)
from tne_sites.domain.states import LIVE, RegistrationSource, RegistrationState
from tne_sites.forms.planning import MessageForm
from tne_sites.forms.registration import StaffRegistrationForm
from tne_sites.models import Call, Registration, Workshop
from tne_sites.planning.access import Side
from tne_sites.views.prints import answer


@dataclass(frozen=True, slots=True)
class Line:
    """One registration on the desk; `came` is what stands in its box."""

    row: Registration
    until: str
    came: str
    is_wrong: bool


@never_cache
@require_safe
def desk(request: HttpRequest, side: Side, pk: int) -> HttpResponse:
    """Everything about the people of one workshop, on one page."""
    return _desk(request, side, side.find(request, pk))


def _desk(
    request: HttpRequest,
    side: Side,
    workshop: Workshop,
    typed: Mapping[int, str] | None = None,
    refused: str = "",
) -> HttpResponse:
    """Show the desk; with what was typed and why it was refused, in answer to a form."""
    at = timezone.now()
    status = workshop.status(at)
    rows = list(workshop.registrations.exclude(state=RegistrationState.CANCELLED))
    to_make = Call.objects.to_make(at).filter(registration__workshop=workshop)
    calls = list(to_make.select_related("registration"))
    context = {
        "registrations": [_line(row, typed or {}) for row in rows if row.state in LIVE],
        "expired": [row for row in rows if row.state not in LIVE],
        "calls": calls,
        "to_call": {call.registration_id for call in calls},
        "messages_sent": workshop.messages.all(),
        "status_text": finder.said(status, workshop.places),
        "has_begun": at >= workshop.starts_at,
        "is_draft": workshop.published_at is None,
        "came": sum(row.attended or 0 for row in rows),
        "unknown": sum(row.attended is None for row in rows if row.state == "confirmed"),
        "refused": refused,
    }
    return _page(request, side, workshop, "desk", context)


def _line(row: Registration, typed: Mapping[int, str]) -> Line:
    known = "" if row.attended is None else str(row.attended)
    came = typed.get(row.pk, known)
    return Line(row, wording.offer_end(row), came, is_wrong=not _is_count(came))


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest, side: Side, pk: int) -> HttpResponse:
    """Register somebody who telephones, or who stands at the door."""
    workshop = side.find(request, pk)
    form = StaffRegistrationForm(request.POST or None, workshop=workshop)
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        source = RegistrationSource(given.pop("source"))
        try:
            row = register_for_workshop(
                workshop_id=workshop.pk,
                registrant=Registrant(**given),
                source=source,
                at=timezone.now(),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{row.name} – {row.get_state_display()}")
            return _back(side, workshop)
    title = _("Register somebody: %(title)s") % {"title": workshop.title}
    context = {"form": form, "page_title": title, "button": _("Register")}
    return _page(request, side, workshop, "form", context)


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, side: Side, pk: int) -> HttpResponse:
    """Write to everybody expected."""
    workshop = side.find(request, pk)
    form = MessageForm(request.POST or None)
    if form.is_bound and form.is_valid():
        sent = write_to_registrants(workshop_id=workshop.pk, at=timezone.now(), **form.cleaned_data)
        audit.record(action="workshop.wrote", actor=_actor(request), target=workshop)
        words = _("Written to %(mails)s people; %(calls)s to telephone.")
        messages.success(request, words % {"mails": sent.mails, "calls": sent.calls})
        return _back(side, workshop)
    title = _("Write to those registered: %(title)s") % {"title": workshop.title}
    context = {"form": form, "page_title": title, "button": _("Send")}
    return _page(request, side, workshop, "form", context)


@require_POST
def attendance(request: HttpRequest, side: Side, pk: int) -> HttpResponse:
    """How many came of each registration: an empty box means that nobody knows.

    A wrong box is shown again with all the others, and nothing is written.
    """
    workshop = side.find(request, pk)
    typed = _typed(request, workshop)
    try:
        _check_counts(typed.values())
        came = {number: int(text) if text else None for number, text in typed.items()}
        record_attendance(workshop_id=workshop.pk, attended=came, at=timezone.now())
    except DomainError as error:
        return _desk(request, side, workshop, typed, str(error))
    messages.success(request, _("Attendance is noted."))
    return _back(side, workshop)


class NotANumber(DomainError):
    """What was typed in a box of the attendance list."""


def _typed(request: HttpRequest, workshop: Workshop) -> dict[int, str]:
    """Return what the boxes of this workshop's registrations hold."""
    boxes = {pk: f"came-{pk}" for pk in workshop.registrations.values_list("pk", flat=True)}
    return {pk: request.POST[box].strip() for pk, box in boxes.items() if box in request.POST}


def _is_count(text: str) -> bool:
    return not text or digits_between(text, 0, MOST_PEOPLE) is not None


def _check_counts(texts: Iterable[str]) -> None:
    for text in texts:
        if not _is_count(text):
            raise NotANumber(_("“%(typed)s” is not a number of people."), typed=text[:20])


@require_POST
def doors(request: HttpRequest, side: Side, pk: int) -> HttpResponse:
    """Close registration, or open it again."""
    workshop = side.find(request, pk)
    if request.POST.get("open"):
        reopen_registration(workshop_id=workshop.pk)
        messages.success(request, _("Registration is open again."))
    else:
        close_registration(workshop_id=workshop.pk, at=timezone.now())
        messages.success(request, _("Registration is closed."))
    return _back(side, workshop)


@require_POST
def person(request: HttpRequest, side: Side, pk: int, number: int) -> HttpResponse:
    """Cancel for somebody, accept an offer for them, or say that they were called."""
    workshop = side.find(request, pk)
    row = get_object_or_404(workshop.registrations, pk=number)
    at = timezone.now()
    try:
        if request.POST.get("action") == "accept":
            accept_offer(registration_id=row.pk, at=at, by_staff=True)
        elif request.POST.get("action") == "called":
            for call in row.calls.filter(done_at=None):
                note_call(call_id=call.pk, at=at)
        elif request.POST.get("action") == "cancel":
            cancel_registration(registration_id=row.pk, at=at, by_staff=True)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is done: %(name)s.") % {"name": row.name})
    return _back(side, workshop)


@never_cache
@require_safe
def sheet(request: HttpRequest, side: Side, pk: int) -> HttpResponse:
    """The sign-in sheet, in PDF: a list of names, so its printing leaves a trace."""
    workshop = side.find(request, pk)
    rows = list(workshop.registrations.confirmed().order_by("name"))
    audit.record(action="workshop.sheet", actor=_actor(request), target=workshop)
    return answer(prints.sign_in_sheet(workshop, rows), f"emargement-{workshop.slug}")


@never_cache
@require_safe
def export(request: HttpRequest, side: Side, pk: int) -> HttpResponse:
    """The registrations as a spreadsheet; nothing in it is computed when it opens."""
    workshop = side.find(request, pk)
    audit.record(action="workshop.export", actor=_actor(request), target=workshop)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="inscriptions-{workshop.pk}.csv"'
    response.write("\ufeff")  # so that Excel reads accents
    writer = csv.writer(response, delimiter=";")
    heads = [_("State"), _("Name"), _("E-mail"), _("Telephone"), _("People"), _("Needs")]
    writer.writerow([*heads, _("People who came")])
    for row in workshop.registrations.all():
        phone = format_phone(row.phone) if row.phone else ""
        values = (row.name, row.email, phone, row.party, row.needs, row.attended)
        cells = [row.get_state_display(), *("" if value is None else value for value in values)]
        writer.writerow([harmless(cell) for cell in cells])
    return response


def _page(
    request: HttpRequest, side: Side, workshop: Workshop, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Show a page of the desk; a form that was refused answers 422."""
    form = context.get("form")
    status = 422 if context.get("refused") or (form is not None and form.errors) else 200
    shared = {
        "frame": side.frame,
        "side": side.namespace,
        "workshop": workshop,
        "when": wording.when_of(workshop),
        "place": wording.place_of(workshop),
        "public_url": links.workshop_path(workshop),
        "page_title": workshop.title,
        "header_icon": "group",
    }
    return render(
        request, f"tne_sites/planning/{template}.html", {**shared, **context}, status=status
    )


def _back(side: Side, workshop: Workshop) -> HttpResponse:
    return redirect(f"{side.namespace}:desk", pk=workshop.pk)


def _actor(request: HttpRequest) -> Any:
    return request.user
