"""Agreements with structures: where one stands on a day, and what is still to be paid."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Renewing a convention takes about two months of patience.
SOON = timedelta(days=60)


class AgreementKind(TextChoices):
    CONSORTIUM = "consortium", _("Consortium agreement")
    CONVENTION = "convention", _("Convention with a structure")
    AMENDMENT = "amendment", _("Amendment")
    LETTER = "letter", _("Letter of intent")


class AgreementState(TextChoices):
    DRAFT = "draft", _("Being written")
    SIGNING = "signing", _("Being signed")
    SIGNED = "signed", _("Signed")
    TERMINATED = "terminated", _("Terminated")


class Phase(TextChoices):
    """Where an agreement stands on a day: its state, and the calendar."""

    PREPARING = "preparing", _("In preparation")
    TO_COME = "to-come", _("Signed, not begun")
    RUNNING = "running", _("Running")
    ENDING = "ending", _("Ends within two months")
    ENDED = "ended", _("Ended")
    TERMINATED = "terminated", _("Terminated")


IN_FORCE = frozenset({Phase.RUNNING, Phase.ENDING})


def phase(
    state: AgreementState, *, starts_on: date | None, ends_on: date | None, today: date
) -> Phase:
    """Say where an agreement stands; its last day is included, no last day means for ever."""
    if state == AgreementState.TERMINATED:
        return Phase.TERMINATED
    if state != AgreementState.SIGNED:
        return Phase.PREPARING
    if starts_on is not None and today < starts_on:
        return Phase.TO_COME
    if ends_on is None:
        return Phase.RUNNING
    if today > ends_on:
        return Phase.ENDED
    return Phase.ENDING if ends_on - today <= SOON else Phase.RUNNING


@dataclass(frozen=True, slots=True)
class Instalment:
    amount_cents: int
    due_on: date
    paid_on: date | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What an agreement promises, and what became of it on a day; all in cents."""

    agreed: int
    planned: int
    paid: int
    late: int

    @property
    def left(self) -> int:
        return self.agreed - self.paid

    @property
    def unplanned(self) -> int:
        """What the instalments forget; negative when they promise more than the agreement."""
        return self.agreed - self.planned


def amounts(agreed: int, instalments: list[Instalment], *, today: date) -> Amounts:
    paid = [part for part in instalments if part.paid_on is not None and part.paid_on <= today]
    late = [part for part in instalments if part.paid_on is None and part.due_on < today]
    return Amounts(
        agreed=agreed,
        planned=sum(part.amount_cents for part in instalments),
        paid=sum(part.amount_cents for part in paid),
        late=sum(part.amount_cents for part in late),
    )
