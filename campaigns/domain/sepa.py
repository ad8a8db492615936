"""A credit transfer file, pain.001.001.09: what the bank is asked to pay. Pure Python and lxml."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

from campaigns.domain.ledger import sum_of
from kernel.money import Money

SPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
SCHEMA = "pain.001.001.09.xsd"
# The letters that every bank of the SEPA zone reads.
LETTERS = str.maketrans({"’": "'", "œ": "oe", "Œ": "OE", "–": "-", "—": "-", "&": "+"})
STRANGE = re.compile(r"[^A-Za-z0-9/\-?:().,'+ ]")


class WrongFile(ValueError):
    """The file does not follow its schema: a mistake in the program, never sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """The platform's own account."""

    name: str
    iban: str
    bic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One payment: its reference comes back on the statement."""

    reference: str  # at most 35 letters; the same for ever
    name: str  # the legal name of the account: banks compare it
    iban: str
    bic: str
    amount: Money
    words: str


def plain(text: str, most: int) -> str:
    """Return the text in the letters that banks read: « Élèves » is « Eleves »."""
    letters = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return " ".join(STRANGE.sub("", letters).split())[:most].strip() or "-"


def credit_file(
    *, message: str, debtor: Debtor, transfers: Sequence[Transfer], made_at: datetime, on: date
) -> bytes:
    """Return the file, checked against its schema; the same arguments give the same bytes."""
    default: dict[Any, str] = {None: SPACE}
    root = etree.Element("Document", nsmap=default)
    order = etree.SubElement(root, "CstmrCdtTrfInitn")
    total = sum_of(transfer.amount for transfer in transfers)
    _header(order, message, debtor, made_at, len(transfers), total)
    _payments(order, message, debtor, transfers, on, total)
    # Elements were made without their name space, which their parent declares.
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    if not schema().validate(etree.fromstring(text)):
        raise WrongFile(str(schema().error_log))
    return text


def _header(  # noqa: PLR0913, PLR0917  what the standard's group header says
    order: etree._Element, message: str, debtor: Debtor, made_at: datetime, count: int, total: Money
) -> None:
    header = etree.SubElement(order, "GrpHdr")
    _add(header, "MsgId", message)
    _add(header, "CreDtTm", made_at.isoformat(timespec="seconds"))
    _add(header, "NbOfTxs", str(count))
    _add(header, "CtrlSum", str(total.to_euros()))
    _add(etree.SubElement(header, "InitgPty"), "Nm", plain(debtor.name, 140))


def _payments(  # noqa: PLR0913, PLR0917  as above
    order: etree._Element,
    message: str,
    debtor: Debtor,
    transfers: Sequence[Transfer],
    on: date,
    total: Money,
) -> None:
    block = etree.SubElement(order, "PmtInf")
    _add(block, "PmtInfId", message)
    _add(block, "PmtMtd", "TRF")
    _add(block, "BtchBookg", "false")  # each one alone on the statement
    _add(block, "NbOfTxs", str(len(transfers)))
    _add(block, "CtrlSum", str(total.to_euros()))
    _add(_under(block, "PmtTpInf", "SvcLvl"), "Cd", "SEPA")
    _add(etree.SubElement(block, "ReqdExctnDt"), "Dt", on.isoformat())
    _add(etree.SubElement(block, "Dbtr"), "Nm", plain(debtor.name, 140))
    _add(_under(block, "DbtrAcct", "Id"), "IBAN", debtor.iban)
    _agent(block, "DbtrAgt", debtor.bic)
    _add(block, "ChrgBr", "SLEV")
    for transfer in transfers:
        _transfer(block, transfer)


def _transfer(block: etree._Element, transfer: Transfer) -> None:
    one = etree.SubElement(block, "CdtTrfTxInf")
    _add(etree.SubElement(one, "PmtId"), "EndToEndId", transfer.reference)
    amount = _add(etree.SubElement(one, "Amt"), "InstdAmt", str(transfer.amount.to_euros()))
    amount.set("Ccy", "EUR")
    if transfer.bic:
        _agent(one, "CdtrAgt", transfer.bic)
    # No address: since November 2026 an unstructured one is refused.
    _add(etree.SubElement(one, "Cdtr"), "Nm", plain(transfer.name, 140))
    _add(_under(one, "CdtrAcct", "Id"), "IBAN", transfer.iban)
    _add(etree.SubElement(one, "RmtInf"), "Ustrd", plain(transfer.words, 140))


def _agent(parent: etree._Element, name: str, bic: str) -> None:
    agent = _under(parent, name, "FinInstnId")
    if bic:
        _add(agent, "BICFI", bic)
    else:
        _add(etree.SubElement(agent, "Othr"), "Id", "NOTPROVIDED")


def _under(parent: etree._Element, *names: str) -> etree._Element:
    for name in names:
        parent = etree.SubElement(parent, name)
    return parent


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = text
    return element


@cache
def schema() -> etree.XMLSchema:
    """Return the schema of the standard, which sepaxml carries."""
    text = files("sepaxml").joinpath("schemas", SCHEMA).read_bytes()
    return etree.XMLSchema(etree.fromstring(text))
