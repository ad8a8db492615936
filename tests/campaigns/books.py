"""Short words for tests of the ledger: a campaign's account, a gift, what an account holds."""

from datetime import UTC, datetime
from itertools import count

from campaigns.domain import accounts
from campaigns.domain.ledger import Line, Posting, receive
from campaigns.models import Account
from campaigns.models.posting import allocate, open_account, post
from kernel.money import Money

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
_numbers = count(1)


def number() -> int:
    return next(_numbers)


def euros(amount: int | str) -> Money:
    from decimal import Decimal

    return Money.euros(Decimal(amount))


def a_campaign(optimum: int = 2000) -> str:
    code = accounts.campaign(f"t{number()}")
    open_account(code, cap=euros(optimum))
    return code


def give(campaign: str, amount: Money, *, over: str = "", payment: str = "", gift: int = 0) -> int:
    """Receive and allocate; return the gift's number."""
    gift = gift or number()
    payment = payment or f"p{gift}"
    post(receive(payment=payment, gross=amount, at=NOON))
    allocate(
        key=f"allocate:{payment}",
        source=f"payment:{payment}",
        gift=gift,
        to=campaign,
        over=over or accounts.refund_payable(campaign),
        amount=amount,
        at=NOON,
    )
    return gift


def move(kind: str, *parts: tuple[str, str, Money], campaign: str = "", key: str = "", **more):
    lines = tuple(Line(*part) for part in parts)
    key = key or f"{kind}:{number()}"
    return post(Posting(kind=kind, key=key, lines=lines, at=NOON, campaign=campaign, **more))


def balance(code: str) -> Money:
    account = Account.objects.with_sums().get(code=code)
    assert not account.is_guarded or account.balance_cents == account.summed_cents
    return Money(account.summed_cents)


def raised(code: str) -> Money:
    return Money(Account.objects.get(code=code).raised_cents)
