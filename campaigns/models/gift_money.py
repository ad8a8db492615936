"""Where a gift's money counts, read from the ledger; donors are counted and never named."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, Count, F, Sum, Value, When

from campaigns.domain import accounts
from campaigns.models.gift import Gift
from campaigns.models.ledger import Account, Entry, Movement
from kernel.money import Money


def counted_of(code: str, *gift_ids: int) -> dict[int, Money]:
    """Return what each gift, or those named, still counts for in what a campaign raised.

    Allocations, less what was taken back: from the campaign's account while it is open, from what
    is payable and from the commission once it is closed, from what its structure is to pay back
    after a payout.
    """
    codes = [code, accounts.payable(code), accounts.receivable(code), accounts.COMMISSION]
    # By number: a plan made for a few rows would join the accounts to each movement.
    known = dict(Account.objects.filter(code__in=codes).values_list("code", "pk"))
    if code not in known:
        return {}
    rows = Movement.objects.filter(entry__campaign=known[code], gift_id__isnull=False)
    if gift_ids:
        # Their own few movements, by their index: never all those of the campaign.
        rows = Movement.objects.filter(gift_id__in=gift_ids)
    signed = Case(
        When(credit=known[code], then=F("amount_cents")),
        When(debit__in=list(known.values()), then=-F("amount_cents")),
        default=Value(0),
    )
    sums = rows.values("gift_id").annotate(left=Sum(signed)).values_list("gift_id", "left")
    return {gift: Money(left) for gift, left in sums if gift is not None and left > 0}


def owed_by_structures(codes: Iterable[str]) -> dict[str, Money]:
    """Return what structures have to pay back, by campaign; those that owe nothing are left out."""
    accounts_of = {accounts.receivable(code): code for code in codes}
    held = Account.objects.filter(code__in=accounts_of).summed()
    return {accounts_of[code]: Money(-cents) for code, cents in held.items() if cents}


def is_shared_out(code: str) -> bool:
    """Tell whether a campaign was closed as a success: its account was emptied for good."""
    # By its key, which is unique: a campaign has thousands of entries, and one close at most.
    return Entry.objects.filter(key=code.replace(accounts.campaign(""), "close:", 1)).exists()


def balance_of(code: str) -> Money:
    """Return what a guarded account holds; nothing when it was never opened."""
    account = Account.objects.filter(code=code).first()
    return Money(account.balance_cents if account else 0)


def donors_of(campaign_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Count the donors of several campaigns in one query; a refused gift counts no more."""
    rows = Gift.objects.paid().filter(refused_at=None, campaign__in=list(campaign_ids))
    counts = rows.values_list("campaign").annotate(Count("donor_email", distinct=True))
    return dict(counts)
