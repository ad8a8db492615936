"""The ledger for accountants: a journal as CSV, and the columns of the tax office's FEC.

Keys and numbers only: neither export names a donor. Pure Python.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from campaigns.domain.accounts import Family, describe
from kernel.money import Money

PARIS = ZoneInfo("Europe/Paris")

# The French chart of accounts (PCG), to be confirmed by the operator's accountant.
PCG: dict[Family, tuple[str, str]] = {
    Family.PSP: ("51170000", "Prestataire de paiement"),
    Family.BANK: ("51210000", "Banque"),
    Family.TRANSIT_PSP: ("58100000", "Virements internes du prestataire"),
    Family.TRANSIT_SEPA: ("58200000", "Virements SEPA en cours"),
    Family.DISPUTE: ("46740000", "Contestations de cartes"),
    Family.RECEIVABLE: ("46720000", "Structures débitrices"),
    Family.SUSPENSE: ("47100000", "Paiements à affecter"),
    Family.CAMPAIGN: ("46710000", "Collectes en cours"),
    Family.FUND: ("46730000", "Fonds de solidarité et mécènes"),
    Family.REFUND: ("46760000", "Remboursements dus"),
    Family.PAYABLE: ("46750000", "Structures à payer"),
    Family.COMMISSION: ("70620000", "Frais de gestion"),
    Family.PSP_FEES: ("62780000", "Frais du prestataire de paiement"),
    Family.DISPUTE_FEES: ("62781000", "Frais de contestation"),
    Family.LOSS: ("65400000", "Pertes sur dons contestés"),
    Family.BANK_FEES: ("62710000", "Frais bancaires"),
    Family.OWN: ("45500000", "Compte propre de la plateforme"),
}
FEC_COLUMNS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
    "CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit",
    "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
CSV_COLUMNS = (
    "entry", "line", "kind", "key", "source", "debit", "credit", "cents", "gift", "at",
    "recorded_at",
)  # fmt: skip
# Beginnings that a spreadsheet takes for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalRow:
    """A movement with its entry."""

    number: int
    line: int
    kind: str
    key: str
    source: str
    debit: str
    credit: str
    amount: Money
    gift: int | None
    at: datetime
    recorded_at: datetime


def _row(values: Iterable[object], delimiter: str) -> str:
    buffer = io.StringIO()
    safe = [f"'{text}" if (text := str(value)).startswith(FORMULAS) else text for value in values]
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerow(safe)
    return buffer.getvalue()


def as_csv(rows: Iterable[JournalRow]) -> Iterator[str]:
    """Yield the journal line by line, amounts in cents, instants with their offset."""
    yield _row(CSV_COLUMNS, ";")
    for row in rows:
        instants = (row.at.astimezone(PARIS), row.recorded_at.astimezone(PARIS))
        named = (row.number, row.line, row.kind, row.key, row.source, row.debit, row.credit)
        gift = "" if row.gift is None else row.gift
        yield _row((*named, row.amount.cents, gift, *(at.isoformat() for at in instants)), ";")


def as_fec(rows: Iterable[JournalRow]) -> Iterator[str]:
    """Yield the tax office's file: tabs, decimal comma, one line for each side of a movement."""
    yield _row(FEC_COLUMNS, "\t")
    for row in rows:
        yield _row(_fec_side(row, row.debit, is_debit=True), "\t")
        yield _row(_fec_side(row, row.credit, is_debit=False), "\t")


def _fec_side(row: JournalRow, code: str, *, is_debit: bool) -> tuple[object, ...]:
    account, label = PCG[describe(code).family]
    amount = f"{row.amount.to_euros():.2f}".replace(".", ",")
    at, recorded = (f"{d.astimezone(PARIS):%Y%m%d}" for d in (row.at, row.recorded_at))
    return (
        "GL", "Grand livre des collectes", row.number, at, account, label, code, code,
        row.key, at, f"{row.kind} {row.key}", amount if is_debit else "0,00",
        "0,00" if is_debit else amount, "", "", recorded, "", "",
    )  # fmt: skip
