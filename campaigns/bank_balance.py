"""The bank's own word beside the books: its last closing balance, and what explains it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts
from campaigns.models import BankLine, BankStatement, LineState, Movement
from kernel.money import Money
from tenants import alerts
from tenants.models import AlertLevel

GAP = "campaigns.bank-gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class BankBalance:
    """Both sides at the end of a day, in our words: what the books hold at the bank is positive."""

    on: date
    theirs: Money
    books: Money  # what the books say of the account now
    unexplained: Money  # lines until that day that nobody has explained yet
    since: Money  # explained lines of days after it

    @property
    def ours(self) -> Money:
        """What the bank should say, if every entry of ours has its line, and the reverse."""
        return self.books + self.unexplained - self.since

    @property
    def gap(self) -> Money:
        return self.theirs - self.ours


def bank_balance() -> BankBalance | None:
    """Compare with the latest closing balance that was read; None when no file told one."""
    last = BankStatement.objects.exclude(closing_on=None).order_by("closing_on", "pk").last()
    if last is None or last.closing_on is None or last.closing_cents is None:
        return None
    until = Q(booked_on__lte=last.closing_on)
    waiting = Q(state=LineState.NEW)
    return BankBalance(
        on=last.closing_on,
        theirs=Money(last.closing_cents),
        books=expected_at_the_bank(),
        unexplained=Money(_sum(until & waiting)),
        since=Money(_sum(~until & ~waiting)),
    )


def expected_at_the_bank() -> Money:
    """Return what the bank should hold once every line is explained: what the books say."""
    return Money(_moved("debit") - _moved("credit"))


def watch_bank() -> None:
    """Raise an alert while the two differ; nothing is mended."""
    found = bank_balance()
    if found is None or not found.gap:
        alerts.clear(GAP)
        return
    message = _("The bank says %(theirs)s on %(day)s, the books lead to %(ours)s.") % {
        "theirs": found.theirs,
        "day": found.on.isoformat(),
        "ours": found.ours,
    }
    alerts.raise_alert(GAP, "", message, AlertLevel.CRITICAL)


def _sum(wanted: Q) -> int:
    return BankLine.objects.filter(wanted).aggregate(sum=Sum("amount_cents"))["sum"] or 0


def _moved(side: str) -> int:
    rows = Movement.objects.filter(**{f"{side}__code": accounts.BANK})
    return rows.aggregate(sum=Sum("amount_cents"))["sum"] or 0
