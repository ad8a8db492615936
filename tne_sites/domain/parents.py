"""The way of a resource parent: somebody applies, signs the charter, helps, and leaves one day."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError, gettext_noop


class ParentState(TextChoices):
    APPLIED = "applied", _("Application received")
    CHARTER = "charter", _("Charter to sign")
    ACTIVE = "active", _("Active")
    DECLINED = "declined", _("Declined")
    LEFT = "left", _("Has left")


NEXT: dict[ParentState, tuple[ParentState, ...]] = {
    ParentState.APPLIED: (ParentState.CHARTER, ParentState.DECLINED),
    ParentState.CHARTER: (ParentState.ACTIVE, ParentState.DECLINED, ParentState.LEFT),
    ParentState.ACTIVE: (ParentState.LEFT,),
    # Somebody may come back: they read and sign the charter of the day.
    ParentState.DECLINED: (ParentState.CHARTER,),
    ParentState.LEFT: (ParentState.CHARTER,),
}


class IllegalMove(DomainError):
    """This application cannot go there from where it is."""


def move(current: ParentState, target: ParentState) -> ParentState:
    """Return the target when it follows the current state; or raise IllegalMove."""
    if target not in NEXT[current]:
        raise IllegalMove(
            gettext_noop("This application has moved on meanwhile: look at it again.")
        )
    return target
