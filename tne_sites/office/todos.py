"""What waits for the coordination of a department; one or two queries a line."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from kernel.ports import Todo, todo_sources
from tne_sites import clock
from tne_sites.coverage_facts import coverage, gaps
from tne_sites.domain.parents import ParentState
from tne_sites.domain.partnerships import SOON
from tne_sites.models import Agreement, AgreementInstalment, ResourceParent
from tne_sites.office.access import in_department
from tne_sites.office.resources import changed_count

# After two weeks an applicant thinks that nobody reads.
PATIENCE = timedelta(days=14)


class DepartmentTodos:
    name = "tne_sites.territory"

    def todos(self, user: Any) -> Sequence[Todo]:
        if not in_department():
            return []
        found: list[Todo] = []
        if user.has_perm("tne_sites.change_resourceparent"):
            found += _parents()
        if user.has_perm("tne_sites.view_agreement"):
            found += _agreements()
        if user.has_perm("tne_sites.change_targetschool"):
            found += _schools()
        if user.has_perm("tne_sites.change_adoption"):
            found += _line(
                _("National resources that changed"), "office:resources", changed_count()
            )
        return found


def _parents() -> Iterator[Todo]:
    index = reverse("tne_parents:index")
    waiting = ResourceParent.objects.waiting().order_by("applied_at")
    first = waiting.values_list("applied_at", flat=True).first()
    if first is not None:
        due = (first + PATIENCE).date()
        yield Todo(
            title=_("Applications of resource parents to answer"),
            url=f"{index}?state={ParentState.APPLIED}",
            count=waiting.count(),
            due_on=due,
            is_urgent=due < clock.today(),
        )
    charters = ResourceParent.objects.filter(state=ParentState.CHARTER).count()
    if charters:
        url = f"{index}?state={ParentState.CHARTER}"
        yield Todo(title=_("Charters to sign"), url=url, count=charters)


def _agreements() -> Iterator[Todo]:
    today = clock.today()
    ending = Agreement.objects.ending_between(today, today + SOON).order_by("ends_on")
    first = ending.values_list("ends_on", flat=True).first()
    if first is not None:
        url = reverse("tne_agreements:index")
        yield Todo(
            title=_("Agreements that end within two months"),
            url=url,
            count=ending.count(),
            due_on=first,
        )
    late = AgreementInstalment.objects.filter(
        Q(paid_on=None), due_on__lt=today, agreement__state="signed"
    )
    yield from _line(_("Instalments that are late"), "tne_agreements:index", late.count())


def _schools() -> Iterator[Todo]:
    rows = coverage().rows
    url = reverse("office:schools")
    if count := gaps(rows):
        yield Todo(
            title=_("Target schools that have had nothing"), url=f"{url}?etat=gap", count=count
        )
    closed = sum(row.is_closed for row in rows)
    yield from _line(_("Target schools that have closed"), "office:schools", closed)


def _line(title: str, name: str, count: int) -> list[Todo]:
    return [Todo(title=title, url=reverse(name), count=count)] if count else []


def install() -> None:
    """Called when the app starts."""
    todo_sources.register(DepartmentTodos())
