"""Money on its way or of no known use: how much, and since when; old money is a question."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts
from campaigns.models import Account, Movement
from kernel.money import ZERO, Money
from tenants import alerts

OLD_ALERT = "campaigns.money-waits"
# Account, its name, the side by which it grows.
PLACES = (
    (accounts.SUSPENSE, _("Received, of no known use yet"), "credit"),
    (accounts.UNKNOWN_REFUNDS, _("To send back, of nobody known"), "credit"),
    (accounts.TRANSIT_PSP, _("From the payment provider to the bank"), "debit"),
    (accounts.TRANSIT_SEPA, _("Sent to the bank, not paid yet"), "credit"),
    (accounts.DISPUTES, _("Taken back by donors’ banks, discussed"), "debit"),
)
# A dispute lasts for months; the others should be over in days.
PATIENCE = {accounts.DISPUTES: timedelta(days=90)}
USUAL = timedelta(days=10)
# Of the latest that came: what waits is few of them.
MOST_READ = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What is in one place, and how long the oldest of it has been there."""

    account: str
    name: Any
    amount: Money
    days: int

    @property
    def is_old(self) -> bool:
        return self.days > PATIENCE.get(self.account, USUAL).days


def waiting_money(at: datetime) -> list[Waiting]:
    """Return the places that hold something."""
    summed = Account.objects.filter(code__in=[code for code, *_ in PLACES]).summed()
    held = {code: Money(abs(cents)) for code, cents in summed.items()}
    return [
        Waiting(
            account=code,
            name=name,
            amount=held[code],
            days=(at - _since(code, side, held[code], at)).days,
        )
        for code, name, side in PLACES
        if held.get(code)
    ]


def watch_waiting_money(at: datetime) -> None:
    """Raise an alert for each place where money waits too long."""
    found = {row.account: row for row in waiting_money(at)}
    for code, *_rest in PLACES:
        row = found.get(code)
        if row is not None and row.is_old:
            message = _("%(amount)s wait for %(days)s days: %(place)s.")
            told = {"amount": row.amount, "days": row.days, "place": row.name}
            alerts.raise_alert(OLD_ALERT, code, message % told)
        else:
            alerts.clear(OLD_ALERT, code)


def _since(code: str, side: str, held: Money, at: datetime) -> datetime:
    """Return when the oldest of it came: what comes first leaves first."""
    rows = Movement.objects.filter(**{f"{side}__code": code}).order_by("-entry_id", "-line")
    left, since = held, at
    for cents, moment in rows.values_list("amount_cents", "entry__at")[:MOST_READ]:
        left, since = left - Money(cents), moment
        if left <= ZERO:
            break
    return since
