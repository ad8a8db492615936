"""The one way into the ledger: PostgreSQL's functions, with refusals a person can read.

Call them inside the transaction of the fact. Every call may be repeated: the same key writes once.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import Error, connection, transaction
from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts
from campaigns.domain.ledger import Line, Posting
from campaigns.models.ledger import Account, Entry
from kernel.domain import DomainError
from kernel.money import Money


class LedgerRefusal(DomainError):
    """The database refused an entry; nothing of it was written."""


class NotEnoughMoney(LedgerRefusal):
    """An account would go below zero."""


class OverCap(LedgerRefusal):
    """A campaign would pass its optimum, live holds included."""


class KeyReused(LedgerRefusal):
    """The same fact was written already, and said something else."""


class MovementNotAllowed(LedgerRefusal):
    """No entry of this kind moves money that way, or it belongs to another campaign."""


class AccountClosed(LedgerRefusal):
    """The account receives nothing more."""


class DayNotSealed(LedgerRefusal):
    """A day is sealed once it is over, and after the day before."""


REFUSALS: dict[str, tuple[type[LedgerRefusal], object]] = {
    "account_never_overdrawn": (NotEnoughMoney, _("There is not enough money for this.")),
    "account_raised_positive": (NotEnoughMoney, _("There is not enough money for this.")),
    "account_under_its_cap": (OverCap, _("This is more than what is left to collect.")),
    "TL001": (KeyReused, _("This was recorded already, with other figures.")),
    "TL002": (MovementNotAllowed, _("This account does not exist.")),
    "TL003": (MovementNotAllowed, _("Money may not move that way.")),
    "TL004": (MovementNotAllowed, _("This money belongs to another campaign.")),
    "TL005": (AccountClosed, _("This account is closed.")),
    "TL006": (MovementNotAllowed, _("This entry cannot be corrected that way.")),
    "TL007": (DayNotSealed, _("This day is not over, or a day before it is not sealed.")),
}


@dataclass(frozen=True, slots=True)
class Written:
    """An entry's number; ``is_new`` is false for a repetition, which changed nothing."""

    entry_id: int
    is_new: bool


def post(posting: Posting) -> Written:
    """Write one fact once, or raise LedgerRefusal and write nothing."""
    row = _call(
        "SELECT * FROM ledger_post(%s, %s, %s, %s, %s, %s, %s::jsonb)",
        [
            posting.kind,
            posting.key,
            posting.at,
            posting.source,
            posting.campaign,
            posting.reverses,
            json.dumps(_lines(posting)),
        ],
    )
    return Written(int(row[0]), bool(row[1]))


# The same function for each, in order: the list is read from its first to its last.
POST_ALL = """
SELECT count(made.entry_id) FROM jsonb_to_recordset(%s::jsonb) AS said(
    kind text, key text, at timestamptz, source text, campaign text, reverses text, lines jsonb),
LATERAL ledger_post(said.kind, said.key, said.at, said.source, said.campaign, said.reverses,
                    said.lines) made
"""


def post_all(postings: Sequence[Posting]) -> None:
    """Write several facts in one call, each as `post` would; what is refused of one undoes all."""
    said = [
        {
            "kind": posting.kind,
            "key": posting.key,
            "at": posting.at.isoformat(),
            "source": posting.source,
            "campaign": posting.campaign,
            "reverses": posting.reverses,
            "lines": _lines(posting),
        }
        for posting in postings
    ]
    _call(POST_ALL, [json.dumps(said)])


def _lines(posting: Posting) -> list[dict[str, object]]:
    return [
        {
            "debit": line.debit,
            "credit": line.credit,
            "cents": line.amount.cents,
            "gift": line.gift,
        }
        for line in posting.lines
    ]


def allocate(  # noqa: PLR0913 - what the decision rests on
    *, key: str, source: str, gift: int, to: str, over: str, amount: Money, at: datetime
) -> Written:
    """Give ``to`` what has room, the rest to ``over``; a repetition reads the first decision."""
    row = _call(
        "SELECT * FROM ledger_allocate(%s, %s, %s, %s, %s, %s, %s)",
        [key, at, source, gift, to, over, amount.cents],
    )
    return Written(int(row[0]), bool(row[1]))


def take(  # noqa: PLR0913 - what the decision rests on
    *, payment: str, gift: int, to: str, over: str, amount: Money, at: datetime
) -> Written:
    """Receive what the provider says was paid, and allocate it: both entries, in one call.

    They are those of `domain.ledger.receive` and of `allocate`; what is returned is the second.
    """
    row = _call(
        "SELECT * FROM ledger_take(%s, %s, %s, %s, %s, %s)",
        [payment, at, gift, to, over, amount.cents],
    )
    return Written(int(row[0]), bool(row[1]))


def hold(*, account: str, gift: int, amount: Money, until: datetime) -> bool:
    """Keep room for a gift; False when the campaign takes none any more, OverCap without room."""
    return bool(
        _call("SELECT ledger_hold(%s, %s, %s, %s)", [account, gift, amount.cents, until])[0]
    )


def release(gift: int) -> bool:
    """Give a gift's room back; harmless when it holds none."""
    return bool(_call("SELECT ledger_end_hold(%s, 'released')", [gift])[0])


def open_account(code: str, *, cap: Money | None = None) -> None:
    """Make an account that the chart knows, once; a campaign's come with those it owns."""
    known = accounts.describe(code)
    _open(code, cap)
    if known.family == accounts.Family.CAMPAIGN:
        for owned in (accounts.refund_payable, accounts.payable, accounts.receivable):
            _open(owned(code), None)


def _open(code: str, cap: Money | None) -> None:
    known = accounts.describe(code)
    parameters = [code, known.family, known.kind, known.owner, cap.cents if cap else None]
    _call("SELECT ledger_open(%s, %s, %s, %s, %s)", parameters)


def lock(code: str) -> Account:
    """Wait until nobody else decides about an account, and read it; inside a transaction only."""
    if not connection.in_atomic_block:
        raise RuntimeError("a lock outside a transaction holds nothing")
    return Account.objects.raw("SELECT * FROM ledger_lock(%s)", [code])[0]


def begin_closing(code: str) -> bool:
    """Take no new hold; what was promised may still arrive."""
    return bool(_call("SELECT ledger_set_state(%s, 'closing')", [code])[0])


def close(code: str) -> bool:
    """Receive nothing more, for ever; False when it was closed already."""
    return bool(_call("SELECT ledger_set_state(%s, 'closed')", [code])[0])


def set_cap(code: str, cap: Money) -> bool:
    """Change an open campaign's optimum; OverCap when more was collected."""
    return bool(_call("SELECT ledger_set_cap(%s, %s)", [code, cap.cents])[0])


def seal(day: date) -> int:
    """Seal a day with what was recorded since the last one; a repetition reads the first."""
    return int(_call("SELECT ledger_seal(%s)", [day])[0])


def read(key: str) -> Posting | None:
    """Return the entry written under a key, as it was said; None when there is none."""
    entry = Entry.objects.select_related("campaign", "reverses").filter(key=key).first()
    if entry is None:
        return None
    rows = entry.movements.select_related("debit", "credit").order_by("line")
    return Posting(
        kind=entry.kind,
        key=entry.key,
        lines=tuple(
            Line(row.debit.code, row.credit.code, Money(row.amount_cents), row.gift_id)
            for row in rows
        ),
        at=entry.at,
        source=entry.source,
        campaign=entry.campaign.code if entry.campaign else "",
        reverses=entry.reverses.key if entry.reverses else "",
    )


def _call(statement: str, parameters: Sequence[Any]) -> Sequence[Any]:
    """Ask once; inside a transaction a refusal undoes the call alone."""
    # By itself a statement is a transaction already: no need to ask for one.
    around = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with _readable(), around, connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()


@contextmanager
def _readable() -> Iterator[None]:
    """Turn what the database refused into a sentence; other troubles pass as they are."""
    try:
        yield
    except Error as error:
        cause = error.__cause__
        diagnostic = getattr(cause, "diag", None)
        name = getattr(diagnostic, "constraint_name", None) or getattr(cause, "sqlstate", None)
        if name not in REFUSALS:
            raise
        refusal, message = REFUSALS[name]
        raise refusal(message) from error
