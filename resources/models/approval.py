"""The step of a text's road that somebody else than its author takes."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState


class PeerApprovalTask(AbstractGroupApprovalTask):
    """Approved by a member of the groups; never by the person who sent the text."""

    class Meta:
        verbose_name = _("approval by somebody else")
        verbose_name_plural = _("approvals by somebody else")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        state = obj.current_workflow_state
        if state is not None and state.requested_by_id == user.pk:
            return []
        return list(super().get_actions(obj, user))

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        # A text whose sender has left may be approved by anybody.
        own = states.filter(workflow_state__requested_by=user.pk)
        return states.exclude(pk__in=own.values("pk"))

    @classmethod
    def get_description(cls) -> str:
        return str(_("Members of the chosen groups approve, except the person who sent the text"))
