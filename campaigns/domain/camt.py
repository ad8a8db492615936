"""Bank statements in camt.053, of any version since 02. Pure Python and defusedxml."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from campaigns.domain.bank_lines import (
    MOST_LINES,
    Closing,
    ReadLine,
    ReadStatement,
    UnreadableStatement,
)
from kernel.domain import gettext_noop

NAME = "urn:iso:std:iso:20022:tech:xsd:camt.053."
BOOKED, CREDIT, DEBIT = "BOOK", "CRDT", "DBIT"
OPENED, CLOSED = "OPBD", "CLBD"  # balances, at the opening and at the end of what is booked
MOST_CENTS = 10**12


def read_camt(content: bytes) -> ReadStatement:
    """Return the booked lines of a statement, or raise UnreadableStatement."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableStatement(gettext_noop("This file is not readable XML.")) from error
    if not root.tag.startswith("{" + NAME):
        raise UnreadableStatement(gettext_noop("This file is not a camt.053 statement."))
    accounts = {_text(one, "Acct/Id/IBAN") for one in root.findall("{*}BkToCstmrStmt/{*}Stmt")}
    if len(accounts) != 1:
        raise UnreadableStatement(gettext_noop("A file holds the statements of one account."))
    lines: list[ReadLine] = []
    closings: list[Closing] = []
    for statement in root.iterfind("{*}BkToCstmrStmt/{*}Stmt"):
        read = [line for entry in statement.iterfind("{*}Ntry") for line in _lines(entry)]
        lines.extend(read)
        if len(lines) > MOST_LINES:
            raise UnreadableStatement(gettext_noop("This file has too many lines."))
        closings.extend(_closing(statement, sum(line.cents for line in read)))
    return ReadStatement(
        format="camt",
        account=accounts.pop(),
        lines=tuple(lines),
        closing=max(closings, key=lambda one: one.on, default=None),
    )


def _closing(statement: Element, moved: int) -> Iterator[Closing]:
    """Yield the closing balance; what it opened with and its lines must lead there."""
    balances = {
        _text(one, "Tp/CdOrPrtry/Cd"): (one, _balance(one)) for one in statement.iterfind("{*}Bal")
    }
    if CLOSED not in balances:
        return
    found, cents = balances[CLOSED]
    if OPENED in balances and balances[OPENED][1] + moved != cents:
        raise UnreadableStatement(
            gettext_noop("The lines of this file do not lead to its closing balance.")
        )
    yield Closing(on=_day(_text(found, "Dt/Dt") or _text(found, "Dt/DtTm")[:10]), cents=cents)


def _balance(found: Element) -> int:
    """Read a balance: unlike a line, it may be nothing."""
    sign = {CREDIT: 1, DEBIT: -1}.get(_text(found, "CdtDbtInd"))
    if sign is None:
        raise UnreadableStatement(gettext_noop("A balance says neither credit nor debit."))
    return sign * _cents(found.find("{*}Amt"), least=0)


def _lines(entry: Element) -> Iterator[ReadLine]:
    """Yield the payments of an entry; several booked together are told apart."""
    status = _text(entry, "Sts/Cd") or _text(entry, "Sts")
    if status.strip() != BOOKED:
        return
    on = _day(_text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm")[:10])
    sign = {CREDIT: 1, DEBIT: -1}.get(_text(entry, "CdtDbtInd"))
    whole = _cents(entry.find("{*}Amt"))
    if sign is None:
        raise UnreadableStatement(gettext_noop("A line says neither in nor out."))
    own = _text(entry, "AcctSvcrRef")
    parts = entry.findall("{*}NtryDtls/{*}TxDtls")
    amounts = [_cents(_amount(part)) if len(parts) > 1 else whole for part in parts]
    if len(parts) > 1 and sum(amounts) != whole:
        raise UnreadableStatement(gettext_noop("The parts of a line do not add up to it."))
    if not parts:
        words = _text(entry, "AddtlNtryInf")
        yield ReadLine(on=on, cents=sign * whole, words=words, bank_reference=own)
    for part, cents in zip(parts, amounts, strict=True):
        yield _line(part, on, sign * cents, own, is_in=sign > 0)


def _line(part: Element, on: date, cents: int, own: str, *, is_in: bool) -> ReadLine:
    side = "Dbtr" if is_in else "Cdtr"
    free = [found.text or "" for found in part.iterfind("{*}RmtInf/{*}Ustrd")]
    return ReadLine(
        on=on,
        cents=cents,
        name=_text(part, f"RltdPties/{side}/Pty/Nm") or _text(part, f"RltdPties/{side}/Nm"),
        iban=_text(part, f"RltdPties/{side}Acct/Id/IBAN"),
        words=" ".join(free).strip(),
        reference=_text(part, "RmtInf/Strd/CdtrRefInf/Ref") or _text(part, "Refs/EndToEndId"),
        bank_reference=_text(part, "Refs/AcctSvcrRef") or own,
    )


def _amount(part: Element) -> Element | None:
    found = part.find("{*}Amt")
    return part.find("{*}AmtDtls/{*}TxAmt/{*}Amt") if found is None else found


def _cents(amount: Element | None, least: int = 1) -> int:
    """Read an amount in euros, exactly."""
    if amount is None or amount.get("Ccy") != "EUR":
        raise UnreadableStatement(gettext_noop("A line has no amount in euros."))
    try:
        cents = Decimal((amount.text or "").strip()) * 100
        whole = int(cents)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise UnreadableStatement(gettext_noop("An amount is not readable.")) from error
    if cents != whole or not least <= whole <= MOST_CENTS:
        raise UnreadableStatement(gettext_noop("An amount is not readable."))
    return whole


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableStatement(gettext_noop("A line has no readable date.")) from error


def _text(parent: Element, path: str) -> str:
    found = parent.find("/".join("{*}" + name for name in path.split("/")))
    return (found.text or "").strip() if found is not None else ""
