"""On the day and around it: who came, what was said to whom by telephone, messages."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kernel.domain import DomainError, gettext_noop
from tne_sites.actions.hold_places import lock
from tne_sites.actions.tell_registrants import tell_all
from tne_sites.domain.states import CallReason, RegistrationState
from tne_sites.models import Call, Registration, Workshop, WorkshopMessage


class NotYet(DomainError):
    """The workshop has not begun."""


class Impossible(DomainError):
    """More people came than one registration may hold."""


MOST_PEOPLE = 500


@transaction.atomic
def record_attendance(
    *, workshop_id: int, attended: Mapping[int, int | None], at: datetime
) -> Workshop:
    """Say for each registration how many came; None takes it back. Or raise and write nothing."""
    workshop = lock(workshop_id)
    if at < workshop.starts_at:
        raise NotYet(gettext_noop("The workshop has not begun: attendance is noted afterwards."))
    rows = {row.pk: row for row in workshop.registrations.filter(pk__in=attended)}
    for pk, row in rows.items():
        people = attended[pk]
        if people is not None and not 0 <= people <= MOST_PEOPLE:
            raise Impossible(gettext_noop("“%(people)s” is not a number of people."), people=people)
        row.attended = people
    Registration.objects.bulk_update(rows.values(), ["attended"])
    return workshop


@transaction.atomic
def write_to_registrants(
    *, workshop_id: int, subject: str, body: str, with_waiting: bool, at: datetime
) -> WorkshopMessage:
    """Write once to everybody expected; those without e-mail are put on the list to call."""
    workshop = lock(workshop_id)
    states = [RegistrationState.CONFIRMED, RegistrationState.OFFERED]
    states += [RegistrationState.WAITING] if with_waiting else []
    message = WorkshopMessage.objects.create(
        workshop=workshop, subject=subject, body=body, with_waiting=with_waiting, sent_at=at
    )
    message.mails, message.calls = tell_all(
        workshop.registrations.filter(state__in=states, anonymised_at=None),
        "message",
        f"message:{message.pk}",
        workshop=workshop,
        at=at,
        reason=CallReason.MESSAGE,
        subject=subject,
        message=body,
    )
    message.save(update_fields=["mails", "calls"])
    return message


@transaction.atomic
def note_call(*, call_id: int, at: datetime) -> Call:
    """Somebody was told by telephone: take the call off the list."""
    call = Call.objects.select_for_update().get(pk=call_id)
    if call.done_at is None:
        call.done_at = at
        call.save(update_fields=["done_at"])
    return call
