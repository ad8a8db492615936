"""What waits for those who lead a team or watch over the platform."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from accounts import second_factor
from accounts.models import Invitation
from accounts.views.members import can_manage
from cms.todos import line
from kernel.ports import Todo, todo_sources
from tenants.context import current_tenant
from tenants.models import Alert, AlertLevel, JobRun, Mail, RunState


class TeamTodos:
    """Invitations without answer, and the second factor that protects the account."""

    name = "team"

    def todos(self, user: Any) -> Sequence[Todo]:
        tenant = current_tenant()
        found = []
        if not user.is_superuser and not second_factor.has_one(user):
            title = _("Protect your account with a second factor")
            found.append(Todo(title=title, url=reverse("accounts:security")))
        if tenant is not None and can_manage(user, tenant):
            pending = Invitation.objects.pending()
            rows = pending if tenant.is_national else pending.filter(tenant=tenant)
            found += line(_("Invitations without answer"), reverse("members:list"), rows.count())
        return found


class PlatformTodos:
    """On the national site alone: there it is about all sites."""

    name = "platform"

    def todos(self, user: Any) -> Sequence[Todo]:
        tenant = current_tenant()
        if tenant is None or not tenant.is_national:
            return ()
        return [*_alerts(user), *_failures(user), *_dead_letters(user)]


def _alerts(user: Any) -> Iterator[Todo]:
    if not user.has_perm("tenants.view_alert"):
        return
    levels = list(Alert.objects.open().values_list("level", flat=True))
    if levels:
        is_urgent = AlertLevel.CRITICAL in levels
        url = reverse("plumbing:alerts")
        yield Todo(title=_("Alerts"), url=url, count=len(levels), is_urgent=is_urgent)


def _failures(user: Any) -> Iterator[Todo]:
    if user.has_perm("tenants.change_jobrun"):
        last = JobRun.objects.latest_of_each().values("pk")
        runs = JobRun.objects.filter(pk__in=last, state=RunState.FAILED).count()
        count = runs + DBTaskResult.objects.failed().count()
        yield from line(_("Jobs and tasks that failed"), reverse("plumbing:jobs"), count)


def _dead_letters(user: Any) -> Iterator[Todo]:
    if user.has_perm("tenants.view_mail"):
        url, count = reverse("plumbing:outbox"), Mail.objects.dead().count()
        yield from line(_("Messages that could not be sent"), url, count)


def install() -> None:
    todo_sources.register(TeamTodos())
    todo_sources.register(PlatformTodos())
