"""What waits for those who run workshops: calls, drafts near their date, attendance to note."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kernel.ports import Todo, todo_sources
from tne_sites.domain.states import CallReason, Mode, RegistrationState
from tne_sites.models import Call, Registration, Workshop
from tne_sites.planning.access import CHANGE_PEOPLE, CHANGE_WORKSHOP

SOON, NOT_LONG_AGO = timedelta(days=7), timedelta(days=30)


class WorkshopTodos:
    """One query a question, whatever the number of workshops."""

    name = "workshops"

    def todos(self, user: Any) -> Sequence[Todo]:
        found: list[Todo] = []
        if user.has_perm(CHANGE_PEOPLE):
            found += [*_calls(), *_attendance()]
        if user.has_perm(CHANGE_WORKSHOP):
            found += [*_drafts(), *_without_link()]
        return found


def _calls() -> Iterator[Todo]:
    rows = Call.objects.to_make(timezone.now())
    if count := rows.count():
        urgent = [CallReason.OFFER, CallReason.MOVED, CallReason.CANCELLED]
        yield Todo(
            title=_("People to call"),
            url=reverse("planning:calls"),
            count=count,
            is_urgent=rows.filter(reason__in=urgent).exists(),
        )


def _attendance() -> Iterator[Todo]:
    at = timezone.now()
    unsaid = Registration.objects.filter(
        workshop=OuterRef("pk"), state=RegistrationState.CONFIRMED, attended=None
    )
    recent = Workshop.objects.held(at).filter(ends_at__gt=at - NOT_LONG_AGO)
    if count := recent.filter(Exists(unsaid)).count():
        url = f"{reverse('planning:index')}?quoi=passes"
        yield Todo(title=_("Workshops whose attendance is not noted"), url=url, count=count)


def _drafts() -> Iterator[Todo]:
    at = timezone.now()
    drafts = Workshop.objects.filter(published_at=None, starts_at__range=(at, at + SOON))
    if first := drafts.in_order().first():
        yield Todo(
            title=_("Workshops of this week that are not published"),
            url=f"{reverse('planning:index')}?quoi=brouillons",
            count=drafts.count(),
            due_on=first.local_start.date(),
            is_urgent=True,
        )


def _without_link() -> Iterator[Todo]:
    at = timezone.now()
    online = Workshop.objects.published().filter(
        mode__in=[Mode.ONLINE, Mode.BOTH], online_url="", starts_at__range=(at, at + SOON)
    )
    if first := online.in_order().first():
        yield Todo(
            title=_("Online workshops of this week without the address to join"),
            url=reverse("planning:index"),
            count=online.count(),
            due_on=first.local_start.date(),
            is_urgent=True,
        )


def install() -> None:
    """Called when the app starts."""
    todo_sources.register(WorkshopTodos())
