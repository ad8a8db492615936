"""The chart of accounts: what an account is, told from its code. Pure Python.

A campaign's money lives in accounts of its own, so that no entry can reach another campaign's:
``campaign:7`` holds what is collected, ``refund_payable:campaign:7`` what is owed back to donors,
``payable:campaign:7`` what is owed to the structure after the close, ``receivable:campaign:7`` what
the structure owes after a payout.
"""

from dataclasses import dataclass
from enum import StrEnum

PSP, BANK = "psp:stripe", "bank"
TRANSIT_PSP, TRANSIT_SEPA = "transit:psp_payout", "transit:sepa"
DISPUTES = "receivable:dispute"
SUSPENSE = "suspense"
COMMISSION = "income:commission"
PSP_FEES, DISPUTE_FEES, LOSS = "expense:psp_fees", "expense:dispute_fees", "expense:loss"
BANK_FEES = "expense:bank_fees"
# The platform's own money: what it brings to its account of gifts, and what it takes out of it.
OWN = "own:platform"
SOLIDARITY = "fund:solidarity"
UNKNOWN_REFUNDS = "refund_payable:unknown"


class Kind(StrEnum):
    """On which side an account grows: assets and expenses by debit, the others by credit."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"


class Family(StrEnum):
    """What an account is for; allowed movements are pairs of families."""

    PSP = "psp"
    BANK = "bank"
    TRANSIT_PSP = "transit_psp"
    TRANSIT_SEPA = "transit_sepa"
    DISPUTE = "dispute"
    RECEIVABLE = "receivable"
    SUSPENSE = "suspense"
    CAMPAIGN = "campaign"
    FUND = "fund"
    REFUND = "refund"
    PAYABLE = "payable"
    COMMISSION = "commission"
    PSP_FEES = "psp_fees"
    DISPUTE_FEES = "dispute_fees"
    LOSS = "loss"
    BANK_FEES = "bank_fees"
    OWN = "own"


# Prefix of the code, longest first where one begins another: family, side.
CHART: dict[str, tuple[Family, Kind]] = {
    "psp:": (Family.PSP, Kind.ASSET),
    "bank": (Family.BANK, Kind.ASSET),
    "transit:psp_payout": (Family.TRANSIT_PSP, Kind.ASSET),
    "transit:sepa": (Family.TRANSIT_SEPA, Kind.ASSET),
    "receivable:dispute": (Family.DISPUTE, Kind.ASSET),
    "receivable:": (Family.RECEIVABLE, Kind.ASSET),
    "suspense": (Family.SUSPENSE, Kind.LIABILITY),
    "campaign:": (Family.CAMPAIGN, Kind.LIABILITY),
    "fund:": (Family.FUND, Kind.LIABILITY),
    "refund_payable:": (Family.REFUND, Kind.LIABILITY),
    "payable:": (Family.PAYABLE, Kind.LIABILITY),
    "income:commission": (Family.COMMISSION, Kind.INCOME),
    "expense:psp_fees": (Family.PSP_FEES, Kind.EXPENSE),
    "expense:dispute_fees": (Family.DISPUTE_FEES, Kind.EXPENSE),
    "expense:loss": (Family.LOSS, Kind.EXPENSE),
    "expense:bank_fees": (Family.BANK_FEES, Kind.EXPENSE),
    "own:": (Family.OWN, Kind.LIABILITY),
}
# Their balance is kept beside them and may never go below zero. The others are summed: a row that
# every gift updates would put all gifts of the country in one line.
GUARDED = frozenset({Family.CAMPAIGN, Family.FUND, Family.REFUND, Family.PAYABLE})
# Accounts that exist from the first day.
FOUNDING = (
    PSP, BANK, TRANSIT_PSP, TRANSIT_SEPA, DISPUTES, SUSPENSE, SOLIDARITY, UNKNOWN_REFUNDS,
    COMMISSION, PSP_FEES, DISPUTE_FEES, LOSS, BANK_FEES, OWN,
)  # fmt: skip


class UnknownAccount(ValueError):
    """A code that the chart does not know: a mistake in the program, never in what is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the chart says of a code."""

    code: str
    family: Family
    kind: Kind
    owner: str  # code of the campaign's account, empty when the account is nobody's

    @property
    def is_guarded(self) -> bool:
        return self.family in GUARDED


def describe(code: str) -> Description:
    """Read a code, or raise UnknownAccount."""
    for prefix, (family, kind) in CHART.items():
        rest = code.removeprefix(prefix)
        # A prefix that ends with a colon wants something after it; another is the whole code.
        if code.startswith(prefix) and bool(rest) == prefix.endswith(":"):
            owned = family in {Family.REFUND, Family.PAYABLE, Family.RECEIVABLE}
            owner = rest if owned and rest.startswith("campaign:") else ""
            return Description(code=code, family=family, kind=kind, owner=owner)
    raise UnknownAccount(code)


def campaign(key: object) -> str:
    return f"campaign:{key}"


def refund_payable(owner: str) -> str:
    """Return where money owed back to the donors of a campaign, or of a fund, waits."""
    return f"refund_payable:{owner}"


def payable(campaign_code: str) -> str:
    return f"payable:{campaign_code}"


def receivable(campaign_code: str) -> str:
    return f"receivable:{campaign_code}"


def solidarity(earmark: str = "") -> str:
    """Return the fund's account, or that of an earmark: ``theme:sport``, ``department:02``."""
    return f"{SOLIDARITY}:{earmark}" if earmark else SOLIDARITY


def patron(key: object) -> str:
    return f"fund:patron:{key}"
