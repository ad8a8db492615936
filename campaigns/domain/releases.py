"""When reserved money may leave its envelope: unused for long, or out of date. Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.domain import accounts
from kernel.domain import DomainError, gettext_noop
from kernel.money import ZERO, Money


class ReleaseRefused(DomainError):
    """This money still belongs where it is; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """An envelope, what came into it lately, and to which others its money may go."""

    account: str
    balance: Money
    lately: Money  # came within the life of an earmark
    ends_on: date | None = None  # of a patron's agreement
    targets: Sequence[str] = (accounts.SOLIDARITY,)


def releasable(reserve: Reserve, day: date) -> Money:
    """Return what may leave: of an earmark what has waited, of an agreement all once it is over.

    The oldest money is the first to be used: what is left came last.
    """
    if reserve.account == accounts.SOLIDARITY:
        return ZERO
    if reserve.ends_on is not None:
        return reserve.balance if day > reserve.ends_on else ZERO
    return max(ZERO, reserve.balance - reserve.lately)


def refuse_release(reserve: Reserve, amount: Money, target: str, day: date) -> None:
    """Raise ReleaseRefused unless so much may go there now."""
    if target not in reserve.targets or target == reserve.account:
        raise ReleaseRefused(gettext_noop("The money of this envelope does not go there."))
    free = releasable(reserve, day)
    if amount <= ZERO or amount > free:
        raise ReleaseRefused(
            gettext_noop("From this envelope %(free)s may be released now."), free=free.short()
        )
