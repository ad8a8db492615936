"""What leads a campaign from one state to the next: one row for each action, and nothing else.

The table is read by the actions, by the tests, by docs/campaign-states.md and by the staff's desk.
"""

from dataclasses import dataclass, field

from campaigns.domain.states import BEFORE_PUBLICATION, Actor, State
from kernel.domain import DomainError, gettext_noop

HOLDER, HEAD, MANAGER, STAFF, SYSTEM = Actor
CLOSED = frozenset({State.CLOSED_OPTIMUM, State.CLOSED_DEADLINE})


class IllegalTransition(DomainError):
    """The campaign is not in a state in which this can be done, or not by such a person."""

    def __init__(self, action: str, state: State) -> None:
        super().__init__(
            gettext_noop("This can no longer be done, or not yet: the project has moved on.")
        )
        self.action, self.state = action, state


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """`action` leads from one of `sources` to `target`; `checks` and `tells` are for the reader."""

    action: str
    sources: frozenset[State]
    target: State
    actors: frozenset[Actor]
    checks: str = ""
    tells: tuple[Actor, ...] = field(default=())
    with_reason: bool = False


def _row(  # noqa: PLR0913  a row of a table
    action: str,
    sources: frozenset[State] | set[State],
    target: State,
    *actors: Actor,
    checks: str = "",
    tells: tuple[Actor, ...] = (),
    with_reason: bool = False,
) -> Transition:
    return Transition(
        action=action,
        sources=frozenset(sources),
        target=target,
        actors=frozenset(actors),
        checks=checks,
        tells=tells,
        with_reason=with_reason,
    )


TRANSITIONS: tuple[Transition, ...] = (
    _row(
        "submit",
        {State.DRAFT, State.CHANGES_REQUESTED},
        State.SUBMITTED,
        HOLDER,
        checks="every step of the form is complete; the charter in force is accepted",
        tells=(STAFF,),
    ),
    _row(
        "request_changes",
        {State.SUBMITTED},
        State.CHANGES_REQUESTED,
        STAFF,
        checks="a comment on a field, or a message",
        tells=(HOLDER,),
        with_reason=True,
    ),
    _row(
        "reject",
        {State.SUBMITTED, State.CHANGES_REQUESTED},
        State.REJECTED,
        STAFF,
        checks="a reason that the holder reads",
        tells=(HOLDER,),
        with_reason=True,
    ),
    _row(
        "accept",
        {State.SUBMITTED},
        State.EDITING,
        STAFF,
        checks="the charter’s list is ticked; the minimum is under the cap or has an exception",
        tells=(HOLDER, HEAD, MANAGER),
    ),
    _row(
        "ask_validation",
        {State.EDITING},
        State.AWAITING_VALIDATION,
        HOLDER,
        checks="the page is complete",
        tells=(STAFF, HEAD, MANAGER),
    ),
    _row(
        "reopen",
        {State.AWAITING_VALIDATION},
        State.EDITING,
        STAFF,
        HOLDER,
        tells=(HOLDER, STAFF),
        with_reason=True,
    ),
    _row(
        "publish",
        {State.AWAITING_VALIDATION},
        State.PUBLISHED,
        STAFF,
        checks="the four gates: team, head of school, structure, budget; the end lies ahead",
        tells=(HOLDER, HEAD, MANAGER),
    ),
    _row(
        "withdraw",
        BEFORE_PUBLICATION,
        State.WITHDRAWN,
        HOLDER,
        STAFF,
        checks="nobody could give yet",
        tells=(STAFF, HEAD, MANAGER),
    ),
    _row(
        "start_closing",
        {State.PUBLISHED},
        State.CLOSING,
        SYSTEM,
        STAFF,
        HOLDER,
        HEAD,
        checks="the optimum is reached, the end has passed, or the campaign is cancelled",
    ),
    _row("close_at_optimum", {State.CLOSING}, State.CLOSED_OPTIMUM, SYSTEM),
    _row("close_at_deadline", {State.CLOSING}, State.CLOSED_DEADLINE, SYSTEM),
    _row(
        "succeed",
        CLOSED,
        State.SUCCEEDED,
        SYSTEM,
        checks="raised reaches the minimum",
        tells=(HOLDER, HEAD, MANAGER),
    ),
    _row(
        "fail",
        CLOSED | {State.SUCCEEDED},
        State.FAILED,
        SYSTEM,
        STAFF,
        checks="raised is under the minimum; after a success, by money that went back since",
        tells=(HOLDER, HEAD, MANAGER),
    ),
    _row(
        "start_payout",
        {State.SUCCEEDED},
        State.PAYING_OUT,
        STAFF,
        checks="its transfer leaves for the bank: the structure’s file is complete, two agreed",
        tells=(MANAGER,),
    ),
    _row("confirm_payout", {State.PAYING_OUT}, State.PAID, SYSTEM, STAFF, tells=(MANAGER, HOLDER)),
    _row(
        "complete",
        {State.PAID},
        State.COMPLETED,
        HOLDER,
        STAFF,
        checks="the structure has the money, and the project took place",
        tells=(HOLDER,),
    ),
    _row(
        "cancel",
        CLOSED | {State.CLOSING, State.SUCCEEDED},
        State.CANCELLED,
        STAFF,
        HOLDER,
        HEAD,
        checks="nothing was paid out",
        tells=(HOLDER, HEAD, MANAGER),
        with_reason=True,
    ),
)
BY_ACTION = {row.action: row for row in TRANSITIONS}


def allowed(state: State | str, actor: Actor) -> list[Transition]:
    """Return what this actor may do with a campaign in this state, in the order of the table."""
    return [row for row in TRANSITIONS if state in row.sources and actor in row.actors]


def may_cancel(state: State | str, actor: Actor) -> bool:
    """Say whether a project that was published may be given up; an open one closes first."""
    actions = {row.action for row in allowed(state, actor)}
    return "cancel" in actions or (state == State.PUBLISHED and "start_closing" in actions)


def move(state: State | str, action: str, actor: Actor) -> State:
    """Return the state that an action leads to, or raise IllegalTransition."""
    row = BY_ACTION[action]
    if state not in row.sources or actor not in row.actors:
        raise IllegalTransition(action, State(state))
    return row.target
