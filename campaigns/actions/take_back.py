"""What leaves a campaign again: a refused gift, a lost dispute, a refund made elsewhere."""

from campaigns.domain import accounts
from campaigns.domain.ledger import commission
from campaigns.models.gift_money import balance_of, is_shared_out
from campaigns.models.posting import lock
from campaigns.terms import terms_of_account
from kernel.money import Money

type Part = tuple[str, str, Money]


def taken_back(
    code: str,
    amount: Money,
    target: str,
    remaining: Money | None = None,
    *,
    by_structure: bool = False,
) -> list[Part]:
    """Return the movements that take an amount out of a campaign, under its lock.

    While it is open, from its account. Once it succeeded, from what is payable, and the commission
    becomes that of what is left of `remaining`, by default what was raised. Empty when the money is
    no longer there, since it was paid out; unless the structure is to pay it back.
    """
    account = lock(code)
    if not is_shared_out(code):
        return [(code, target, amount)] if account.balance_cents >= amount.cents else []
    raised = Money(account.raised_cents) if remaining is None else remaining
    given_back = _commission_given_back(code, raised, amount)
    from_payable = amount - given_back
    source = accounts.payable(code)
    if balance_of(source) < from_payable:
        if not by_structure:
            return []
        source = accounts.receivable(code)
    return [
        (source, target, from_payable),
        (accounts.COMMISSION, target, given_back),
    ]


def _commission_given_back(code: str, raised: Money, amount: Money) -> Money:
    percent = terms_of_account(code).commission_percent
    return commission(raised, percent) - commission(raised - amount, percent)
