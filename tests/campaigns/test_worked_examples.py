"""The examples of docs/money.md, executed line by line."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from campaigns.domain import accounts
from campaigns.domain.ledger import Line, Posting, commission, receive
from campaigns.models.checking import faults
from campaigns.models.posting import LedgerRefusal, allocate, close, open_account, post
from tests.campaigns.books import NOON, balance, euros, number, raised

TEXT = (Path(__file__).parents[2] / "docs/money.md").read_text()
EXAMPLES = re.findall(r"### ([^\n]+)\n```books\n(.+?)```", TEXT, re.DOTALL)
MOVE = re.compile(r"(\w+)(?: (campaign:\S+))?: (.+)")


def play(line: str) -> None:
    words = line.split()
    match words:
        case ["#", *_] | []:
            return
        case ["!", *rest]:
            with pytest.raises(LedgerRefusal):
                play(" ".join(rest))
        case ["open", code, *cap]:
            open_account(code, cap=euros(cap[0]) if cap else None)
        case ["shut", code]:
            close(code)
        case ["receive", payment, amount]:
            post(receive(payment=payment, gross=euros(amount), at=NOON))
        case ["allocate", payment, code, *over] if not payment.endswith(":"):
            give(payment, code, over[1] if over else accounts.refund_payable(code))
        case ["=", code, amount]:
            assert balance(code) == euros(amount), line
        case ["raised", code, amount]:
            assert raised(code) == euros(amount), line
        case ["commission", gross, amount]:
            assert commission(euros(gross), Decimal("6.5")) == euros(amount), line
        case _:
            move(line)


def give(payment: str, code: str, over: str) -> None:
    from campaigns.models.posting import read

    received = read(f"receive:{payment}")
    allocate(
        key=f"allocate:{payment}",
        source=received.source,
        gift=number(),
        to=code,
        over=over,
        amount=received.total,
        at=NOON,
    )


def move(line: str) -> None:
    kind, campaign, parts = MOVE.fullmatch(line).groups()
    lines = []
    for part in parts.split(", "):
        debit, _, credit, amount = part.split()
        lines.append(Line(debit, credit, euros(amount)))
    key = f"{kind}:{number()}"
    post(Posting(kind=kind, key=key, lines=tuple(lines), at=NOON, campaign=campaign or ""))


@pytest.mark.parametrize(("title", "lines"), EXAMPLES, ids=[title for title, _ in EXAMPLES])
def test_an_example_of_the_documentation_is_true(national, title, lines):
    for line in lines.splitlines():
        play(line)

    assert list(faults()) == []


def test_the_table_of_commissions_is_true():
    assert len(EXAMPLES) == 10
    rows = re.findall(r"^\| ([\d.]+)(?: in .+?)? \| ([\d.]+) \|", TEXT, re.MULTILINE)
    assert len(rows) == 4
    for gross, amount in rows:
        assert commission(euros(gross), Decimal("6.5")) == euros(amount)
    assert 333 * commission(euros(3), Decimal("6.5")).cents == 6660
