"""Mails about texts to approve: through the outbox, in the place of Wagtail's own notifiers.

Wagtail writes to the mail server while the editor waits, and loses what fails. Our receivers take
its names (`dispatch_uid`) before it connects its own, which Django then leaves out.
"""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from accounts.models import User
from tenants import outbox
from tenants.context import current_tenant
from tenants.outbox import MailKind, register

VARIABLES = {"title": _("title of the text"), "link": _("the text in the back office")}
SAMPLE = {
    "title": "Le café des parents rouvre le jeudi",
    "link": "https://aisne.trousse.example/admin/pages/13/edit/",
}
ASKED = MailKind(
    name="cms.review-asked",
    title=_("A text waits for approval"),
    subject=_("To approve: {title}"),
    body=_("{author} proposes a text for {site_name}.\n\n**{title}**\n\n[Read it]({link})"),
    variables={**VARIABLES, "author": _("who wrote it")},
    sample={**SAMPLE, "author": "Théo Vasseur"},
    required=frozenset({"link"}),
)
APPROVED = MailKind(
    name="cms.review-approved",
    title=_("A text was approved"),
    subject=_("Published: {title}"),
    body=_("Your text was approved and is published on {site_name}.\n\n[See it]({link})"),
    variables=VARIABLES,
    sample=SAMPLE,
    required=frozenset({"link"}),
)
SENT_BACK = MailKind(
    name="cms.review-sent-back",
    title=_("A text was sent back"),
    subject=_("To change: {title}"),
    body=_(
        "Your text for {site_name} needs changes.\n\n**{title}**\n\n{comment}\n\n"
        "[Change it]({link})"
    ),
    variables={**VARIABLES, "comment": _("what the reader wrote")},
    sample={**SAMPLE, "comment": "Il manque l’heure et le lieu."},
    required=frozenset({"link"}),
)


def ask(instance: TaskState, user: Any = None, **_rest: Any) -> None:
    """Tell those who may approve, but the author: one mail each."""
    task = instance.task.specific
    if not isinstance(task, AbstractGroupApprovalTask):
        return
    readers = User.objects.filter(is_active=True, groups__in=task.groups.all()).distinct()
    wanting = readers.exclude(wagtail_userprofile__submitted_notifications=False)
    author = {"author": str(user) if user else ""}
    _write(ASKED, instance.pk, wanting.exclude(pk=user.pk if user else 0), instance, author)


def tell_approved(instance: WorkflowState, **_rest: Any) -> None:
    _write(APPROVED, instance.pk, _author(instance), instance, {})


def tell_sent_back(instance: WorkflowState, **_rest: Any) -> None:
    last = instance.current_task_state
    _write(SENT_BACK, last.pk, _author(instance), instance, {"comment": last.comment or "–"})


def _author(state: WorkflowState) -> list[User]:
    return [state.requested_by] if state.requested_by else []


def _write(
    kind: MailKind, key: int, people: Iterable[User], state: Any, said: dict[str, str]
) -> None:
    text = (
        state.workflow_state.content_object
        if isinstance(state, TaskState)
        else state.content_object
    )
    tenant = current_tenant()
    path = reverse("wagtailadmin_pages:edit", args=[text.pk])
    link = f"{tenant.root_url if tenant else ''}{path}"
    for person in people:
        context = {"title": text.get_admin_display_title(), "link": link, **said}
        outbox.write(kind.name, key, to=person.email, language=person.language, context=context)


def _nobody(**_rest: Any) -> None:
    """The readers are told by `ask`: the start of a workflow tells nobody else."""


def install() -> None:
    """Called when the app starts, before Wagtail's admin does."""
    for kind in (ASKED, APPROVED, SENT_BACK):
        register(kind)
    places = (
        (task_submitted, ask, TaskState, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, _nobody, WorkflowState, "workflow_state_submitted_email_notification"),
        (
            workflow_rejected,
            tell_sent_back,
            WorkflowState,
            "workflow_state_rejected_email_notification",
        ),
        (
            workflow_approved,
            tell_approved,
            WorkflowState,
            "workflow_state_approved_email_notification",
        ),
    )
    for signal, receiver, sender, name in places:
        signal.connect(receiver, sender=sender, dispatch_uid=name)
