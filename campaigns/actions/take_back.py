"""What leaves a campaign again: a refused gift, a lost dispute, a refund made elsewhere."""

from decimal import Decimal
from functools import cached_property

from campaigns.domain import accounts
from campaigns.domain.ledger import commission
from campaigns.models.gift_money import balance_of, is_shared_out
from campaigns.models.posting import lock
from campaigns.terms import terms_of_account
from kernel.money import ZERO, Money

type Part = tuple[str, str, Money]


class Pot:
    """What a campaign still has, read once under its lock; each part taken lessens it."""

    def __init__(self, code: str) -> None:
        account = lock(code)
        self.code = code
        self._raised = Money(account.raised_cents)
        self._is_shared_out = is_shared_out(code)
        self._source = accounts.payable(code) if self._is_shared_out else code
        self._left = balance_of(self._source)

    def take(
        self,
        amount: Money,
        target: str,
        remaining: Money | None = None,
        *,
        by_structure: bool = False,
    ) -> list[Part]:
        """Return the movements that take an amount out.

        While the campaign is open, from its account. Once it succeeded, from what is payable, and
        the commission becomes that of what is left of `remaining`, by default what was raised.
        Empty when the money is no longer there, since it was paid out; unless the structure is to
        pay it back.
        """
        given_back = self._commission_given_back(amount, remaining)
        main = amount - given_back
        source = self._source
        if self._left >= main:
            self._left -= main
        elif by_structure and self._is_shared_out:
            source = accounts.receivable(self.code)
        else:
            return []
        parts = [(source, target, main)]
        if self._is_shared_out:
            parts.append((accounts.COMMISSION, target, given_back))
        return parts

    def _commission_given_back(self, amount: Money, remaining: Money | None) -> Money:
        if not self._is_shared_out:
            return ZERO
        raised = self._raised if remaining is None else remaining
        return commission(raised, self._percent) - commission(raised - amount, self._percent)

    @cached_property
    def _percent(self) -> Decimal:
        return terms_of_account(self.code).commission_percent


def taken_back(
    code: str,
    amount: Money,
    target: str,
    remaining: Money | None = None,
    *,
    by_structure: bool = False,
) -> list[Part]:
    """Return the movements that take one amount out of a campaign, under its lock."""
    return Pot(code).take(amount, target, remaining, by_structure=by_structure)
