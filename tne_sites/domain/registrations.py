"""How a registration moves from one state to another. Pure Python."""

from collections.abc import Mapping

from kernel.domain import DomainError, gettext_noop
from tne_sites.domain.states import RegistrationState as S

NEXT: Mapping[S, frozenset[S]] = {
    S.CONFIRMED: frozenset({S.CANCELLED}),
    S.WAITING: frozenset({S.OFFERED, S.CONFIRMED, S.CANCELLED}),
    S.OFFERED: frozenset({S.CONFIRMED, S.EXPIRED, S.CANCELLED}),
}


class IllegalMove(DomainError):
    """The registration is no longer in the state that this needs."""


def move(current: str, target: S) -> S:
    """Return the new state, or raise IllegalMove with what happened meanwhile."""
    if target not in NEXT.get(S(current), frozenset()):
        raise IllegalMove(_REASONS[S(current)])
    return target


def check_offered(current: str) -> None:
    """Raise IllegalMove unless a place is offered: nobody on the list passes before the others."""
    if S(current) != S.OFFERED:
        raise IllegalMove(_REASONS[S(current)])


_REASONS: Mapping[S, str] = {
    S.CONFIRMED: gettext_noop("This registration is already confirmed."),
    S.WAITING: gettext_noop("This registration is on the waiting list."),
    S.OFFERED: gettext_noop("A place was already offered."),
    S.EXPIRED: gettext_noop("This offer has expired: the place was offered to the next person."),
    S.CANCELLED: gettext_noop("This registration is already cancelled."),
}
