"""What may be released from each envelope: read for all of them by four queries."""

from datetime import datetime
from itertools import groupby

from django.db.models import Sum
from django.utils import timezone

from campaigns.domain import accounts
from campaigns.domain.policy import EARMARK_LIFE
from campaigns.domain.releases import Reserve
from campaigns.models import Account, Agreement, Movement
from kernel.money import Money


def reserve_of(account: str, at: datetime) -> Reserve:
    """Return one envelope; one that does not exist holds nothing."""
    empty = Reserve(account=account, balance=Money(0), lately=Money(0))
    return next((one for one in reserves(at) if one.account == account), empty)


def reserves(at: datetime) -> list[Reserve]:
    """Return every envelope that holds something, but the free fund, to which others go."""
    rows = Account.objects.filter(family=accounts.Family.FUND).exclude(code=accounts.SOLIDARITY)
    held = {row.code: Money(row.balance_cents) for row in rows if row.balance_cents}
    agreements = {row.account: row for row in Agreement.objects.order_by("patron_id", "ends_on")}
    running = _running_of_each_patron(agreements, at)
    came = Movement.objects.filter(credit__code__in=held, entry__at__gt=at - EARMARK_LIFE)
    lately = dict(came.values_list("credit__code").annotate(Sum("amount_cents")))
    return [
        Reserve(
            account=code,
            balance=balance,
            lately=Money(lately.get(code, 0)),
            ends_on=agreements[code].ends_on if code in agreements else None,
            targets=_targets(code, agreements, running),
        )
        for code, balance in sorted(held.items())
    ]


def _running_of_each_patron(
    agreements: dict[str, Agreement], at: datetime
) -> dict[object, list[str]]:
    day = timezone.localdate(at)
    return {
        patron: [row.account for row in rows if row.ends_on >= day]
        for patron, rows in groupby(agreements.values(), key=lambda row: row.patron_id)
    }


def _targets(
    code: str, agreements: dict[str, Agreement], running: dict[object, list[str]]
) -> list[str]:
    """The free fund; for a patron first the agreements of its own that still run."""
    own = running.get(agreements[code].patron_id, []) if code in agreements else []
    return [*(one for one in own if one != code), accounts.SOLIDARITY]
