"""Which movements an entry of each kind may hold, and what they do to "raised". Pure Python.

The table ``campaigns_pattern`` holds the same rows: the function that writes entries refuses every
other pair of families, whatever the code above it does.
"""

from campaigns.domain import accounts

F = accounts.Family

# kind, debit, credit, effect on what the campaign raised (+1, 0, -1)
type Pair = tuple[accounts.Family, accounts.Family]
type Row = tuple[str, accounts.Family, accounts.Family, int]

REVERSAL = "reversal"  # mirrors the entry it reverses, hence has no row of its own


def _rows(kind: str, pairs: list[Pair], raised: int = 0) -> list[Row]:
    return [(kind, debit, credit, raised) for debit, credit in pairs]


PATTERNS: tuple[Row, ...] = (
    *_rows("receive", [(F.PSP, F.SUSPENSE), (F.BANK, F.SUSPENSE)]),
    *_rows("allocate", [(F.SUSPENSE, F.CAMPAIGN)], raised=1),
    *_rows("allocate", [(F.SUSPENSE, F.REFUND), (F.SUSPENSE, F.FUND)]),
    *_rows("excess", [(F.SUSPENSE, F.REFUND), (F.SUSPENSE, F.FUND)]),
    *_rows("fee", [(F.PSP_FEES, F.PSP)]),
    *_rows("fee_back", [(F.PSP, F.PSP_FEES)]),
    # What the bank itself takes, and what it gives back of it.
    *_rows("bank_fee", [(F.BANK_FEES, F.BANK)]),
    *_rows("bank_fee_back", [(F.BANK, F.BANK_FEES)]),
    # The platform tops its account up, or takes its commission out.
    *_rows("own_in", [(F.BANK, F.OWN)]),
    *_rows("own_out", [(F.OWN, F.BANK)]),
    *_rows("endow", [(F.BANK, F.FUND)]),
    *_rows("reassign", [(F.FUND, F.FUND)]),
    *_rows("topup", [(F.FUND, F.CAMPAIGN)], raised=1),
    *_rows("close", [(F.CAMPAIGN, F.COMMISSION), (F.CAMPAIGN, F.PAYABLE)]),
    *_rows("fail", [(F.CAMPAIGN, F.REFUND), (F.CAMPAIGN, F.FUND)]),
    # A success that fell under its minimum before it was paid out.
    *_rows(
        "fail",
        [
            (F.PAYABLE, F.REFUND),
            (F.PAYABLE, F.FUND),
            (F.COMMISSION, F.REFUND),
            (F.COMMISSION, F.FUND),
        ],
    ),
    *_rows(
        "refuse",
        [
            (F.CAMPAIGN, F.REFUND),
            (F.PAYABLE, F.REFUND),
            (F.COMMISSION, F.REFUND),
            (F.RECEIVABLE, F.REFUND),
        ],
        raised=-1,
    ),
    *_rows(
        "cancel",
        [
            (F.CAMPAIGN, F.REFUND),
            (F.CAMPAIGN, F.FUND),
            (F.PAYABLE, F.REFUND),
            (F.PAYABLE, F.FUND),
            (F.COMMISSION, F.REFUND),
            (F.COMMISSION, F.FUND),
        ],
        raised=-1,
    ),
    *_rows("refund", [(F.REFUND, F.PSP)]),
    *_rows("refund_failed", [(F.PSP, F.REFUND)]),
    *_rows("refund_manual", [(F.REFUND, F.TRANSIT_SEPA)]),
    *_rows("refund_booked", [(F.TRANSIT_SEPA, F.BANK)]),
    *_rows("refund_returned", [(F.TRANSIT_SEPA, F.REFUND), (F.BANK, F.REFUND)]),
    *_rows(
        "refund_external",
        [(F.CAMPAIGN, F.REFUND), (F.PAYABLE, F.REFUND), (F.COMMISSION, F.REFUND)],
        raised=-1,
    ),
    *_rows("refund_external", [(F.SUSPENSE, F.REFUND), (F.FUND, F.REFUND), (F.LOSS, F.REFUND)]),
    *_rows("dispute", [(F.DISPUTE, F.PSP), (F.DISPUTE_FEES, F.PSP)]),
    *_rows("dispute_won", [(F.PSP, F.DISPUTE), (F.PSP, F.DISPUTE_FEES)]),
    *_rows(
        "dispute_lost",
        [(F.CAMPAIGN, F.DISPUTE), (F.PAYABLE, F.DISPUTE), (F.COMMISSION, F.DISPUTE)],
        raised=-1,
    ),
    *_rows("dispute_lost", [(F.SUSPENSE, F.DISPUTE), (F.REFUND, F.DISPUTE), (F.FUND, F.DISPUTE)]),
    *_rows("dispute_absorbed", [(F.LOSS, F.DISPUTE), (F.RECEIVABLE, F.DISPUTE)]),
    *_rows("psp_payout", [(F.TRANSIT_PSP, F.PSP)]),
    *_rows("psp_payout_paid", [(F.BANK, F.TRANSIT_PSP)]),
    *_rows("psp_payout_failed", [(F.PSP, F.TRANSIT_PSP)]),
    *_rows("payout", [(F.PAYABLE, F.TRANSIT_SEPA)]),
    *_rows("payout_booked", [(F.TRANSIT_SEPA, F.BANK)]),
    *_rows("payout_returned", [(F.TRANSIT_SEPA, F.PAYABLE), (F.BANK, F.PAYABLE)]),
    # A structure pays back what it owes for a gift refused after the payout.
    *_rows("repaid", [(F.BANK, F.RECEIVABLE)]),
)
KINDS = tuple(dict.fromkeys(kind for kind, *_ in PATTERNS))
