"""The states of a campaign. What leads from one to the next is in `lifecycle`."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    CHANGES_REQUESTED = "changes_requested", _("To be changed")
    REJECTED = "rejected", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EDITING = "editing", _("Accepted, being written")
    AWAITING_VALIDATION = "awaiting_validation", _("Waiting for validation")
    PUBLISHED = "published", _("Collecting")
    CLOSING = "closing", _("Closing")
    CLOSED_OPTIMUM = "closed_optimum", _("Closed at its optimum goal")
    CLOSED_DEADLINE = "closed_deadline", _("Closed at its end")
    SUCCEEDED = "succeeded", _("Succeeded")
    FAILED = "failed", _("Failed")
    PAYING_OUT = "paying_out", _("Being paid")
    PAID = "paid", _("Paid")
    COMPLETED = "completed", _("Carried out")
    CANCELLED = "cancelled", _("Cancelled")


# Before anybody could give: the holder may still withdraw, and no money is concerned.
BEFORE_PUBLICATION = frozenset(
    {
        State.DRAFT,
        State.SUBMITTED,
        State.CHANGES_REQUESTED,
        State.EDITING,
        State.AWAITING_VALIDATION,
    }
)
# Nothing leads out of these.
FINAL = frozenset({State.REJECTED, State.WITHDRAWN, State.FAILED, State.COMPLETED, State.CANCELLED})
# From `closing` on, nothing leads back to these.
OPEN = BEFORE_PUBLICATION | {State.PUBLISHED}
# Whoever comes may see these: the rest is between holder, school and staff.
PUBLIC = frozenset(State) - BEFORE_PUBLICATION - {State.REJECTED, State.WITHDRAWN}


class Actor(StrEnum):
    """In which capacity somebody acts: one person may be several of these."""

    HOLDER = "holder"
    HEAD = "head"
    MANAGER = "manager"
    STAFF = "staff"
    SYSTEM = "system"
