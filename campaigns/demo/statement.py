"""A statement of a bank that does not exist: what donors of the demonstration might have done."""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from lxml import etree

from campaigns.bank_balance import expected_at_the_bank
from campaigns.domain.payments import PaymentState
from campaigns.domain.transfers import creditor_reference
from campaigns.models import BankLine, Payment, Payout, PayoutState
from kernel.money import Money

SPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"
FEE = (-320, "BANQUE", "FRAIS DE TENUE DE COMPTE")
DONOR_IBAN = "FR7630006000011234567890189"
# What happens to the first transfer, the second…: as asked, too little, too much, no reference.
WAYS = ((0, True), (0, True), (-500, True), (500, True), (0, False))


def demonstration_statement(day: date) -> bytes:
    """Return a camt.053 file in which awaited transfers arrive, and sent payouts are paid."""
    document = etree.Element("Document", nsmap={None: SPACE})  # type: ignore[dict-item]  # its own default
    statement = _under(document, "BkToCstmrStmt", "Stmt")
    _add(statement, "Id", f"DEMO-{day:%Y%m%d}")
    _add(_under(statement, "Acct", "Id"), "IBAN", settings.PLATFORM_IBAN)
    lines = [*_gifts(), *_payouts(), *_fees(day)]
    # Read twice before it is explained, the file says the same lines: no balance then.
    if not BankLine.objects.undecided().exists():
        _closing(statement, day, sum(cents for cents, *_rest in lines))
    for number, (cents, name, words) in enumerate(lines, start=1):
        _entry(statement, day, cents, name, words, f"DEMO{day:%Y%m%d}{number:05d}")
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _closing(statement: etree._Element, day: date, moved: int) -> None:
    """The balance to which the books lead, once these lines are explained."""
    cents = expected_at_the_bank().cents + moved
    balance = _under(statement, "Bal")
    _add(_under(balance, "Tp", "CdOrPrtry"), "Cd", "CLBD")
    _add(balance, "Amt", str(Money(abs(cents)).to_euros())).set("Ccy", "EUR")
    _add(balance, "CdtDbtInd", "DBIT" if cents < 0 else "CRDT")
    _add(_under(balance, "Dt"), "Dt", day.isoformat())


def _gifts() -> Iterator[tuple[int, str, str]]:
    rows = Payment.objects.filter(state=PaymentState.AWAITED).select_related("gift")
    for number, payment in enumerate(rows.order_by("created_at")[:50]):
        more, has_reference = WAYS[number % len(WAYS)]
        words = creditor_reference(payment.gift.reference) if has_reference else "Don"
        name = payment.gift.donor_name.upper() or "DONATEUR"
        yield max(100, payment.amount_cents + more), name, words


def _payouts() -> Iterator[tuple[int, str, str]]:
    for payout in Payout.objects.filter(state=PayoutState.EXPORTED).order_by("pk"):
        yield -payout.amount_cents, payout.payee, payout.reference


def _fees(day: date) -> Iterator[tuple[int, str, str]]:
    if not BankLine.objects.filter(booked_on=day, words=FEE[2]).exists():
        yield FEE


def _entry(  # noqa: PLR0913, PLR0917  what a line says
    statement: etree._Element, day: date, cents: int, name: str, words: str, reference: str
) -> None:
    side, sign = ("Dbtr", "CRDT") if cents > 0 else ("Cdtr", "DBIT")
    entry = _under(statement, "Ntry")
    _add(entry, "Amt", str(Money(abs(cents)).to_euros())).set("Ccy", "EUR")
    _add(entry, "CdtDbtInd", sign)
    _add(_under(entry, "Sts"), "Cd", "BOOK")
    _add(_under(entry, "BookgDt"), "Dt", day.isoformat())
    _add(entry, "AcctSvcrRef", reference)
    part = _under(entry, "NtryDtls", "TxDtls")
    people = _under(part, "RltdPties")
    _add(_under(people, side, "Pty"), "Nm", name)
    _add(_under(people, f"{side}Acct", "Id"), "IBAN", DONOR_IBAN)
    _add(_under(part, "RmtInf"), "Ustrd", words)


def _under(parent: etree._Element, *names: str) -> etree._Element:
    for name in names:
        parent = etree.SubElement(parent, name)
    return parent


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element
