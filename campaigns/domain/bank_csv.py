"""Bank statements as French banks export them to spreadsheets. Pure Python.

Columns are known by their names; amounts are signed in one column, or in two (débit, crédit).
"""

import csv
import io
import re
from datetime import date

from campaigns.domain.bank_lines import MOST_LINES, ReadLine, ReadStatement, UnreadableStatement
from kernel.domain import UnreadableInput, gettext_noop
from kernel.money import Money

NAMES = {
    "on": ("date", "date comptable", "date operation", "date opération", "date d'opération"),
    "amount": ("montant", "amount", "montant eur"),
    "debit": ("debit", "débit"),
    "credit": ("credit", "crédit"),
    "name": ("nom", "tiers", "name", "emetteur", "émetteur", "contrepartie"),
    "iban": ("iban", "compte tiers", "iban tiers"),
    "words": ("libelle", "libellé", "motif", "label", "communication"),
    "reference": ("reference", "référence", "end to end"),
    "bank_reference": ("reference banque", "référence banque", "id", "numero", "numéro"),
}
FRENCH_DAY = re.compile(r"(\d{2})[/.-](\d{2})[/.-](\d{4})")
MINUS = "-\u2212"


def read_csv(content: bytes) -> ReadStatement:
    """Return the lines of a table, or raise UnreadableStatement with the number of the row."""
    text = _decoded(content)
    head = text.splitlines()[0] if text.strip() else ""
    mark = max(";\t,", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        places = _places(next(rows, []))
        lines = [_line(row, places) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UnreadableStatement(gettext_noop("This file is not a readable table.")) from error
    except ValueError as error:
        number = rows.line_num
        message = gettext_noop("Row %(number)s is not readable: a date and an amount are needed.")
        raise UnreadableStatement(message, number=number) from error
    if len(lines) > MOST_LINES:
        raise UnreadableStatement(gettext_noop("This file has too many lines."))
    return ReadStatement(format="csv", account="", lines=tuple(lines))


def _decoded(content: bytes) -> str:
    """Banks write UTF-8, or what Windows wrote before."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise UnreadableStatement(gettext_noop("This file is not a readable table."))
    return text


def _places(head: list[str]) -> dict[str, int]:
    known = {name: role for role, names in NAMES.items() for name in names}
    titles = [" ".join(title.lower().replace("’", "'").split()) for title in head]
    places = {known[title]: place for place, title in enumerate(titles) if title in known}
    if "on" not in places or not {"amount", "credit"} & set(places):
        raise UnreadableStatement(
            gettext_noop("The first row names the columns: a date and an amount at least.")
        )
    return places


def _line(row: list[str], places: dict[str, int]) -> ReadLine:
    cells = {role: row[place].strip() if place < len(row) else "" for role, place in places.items()}
    texts = ("name", "iban", "words", "reference", "bank_reference")
    return ReadLine(
        on=_day(cells["on"]),
        cents=_cents(cells),
        **{name: cells.get(name, "")[:300] for name in texts},
    )


def _day(text: str) -> date:
    if found := FRENCH_DAY.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    return date.fromisoformat(text)


def _cents(cells: dict[str, str]) -> int:
    """Read a signed amount; a debit may be written with or without its sign."""
    if typed := cells.get("amount"):
        cents = _unsigned(typed) * (-1 if typed[0] in MINUS else 1)
    elif typed := cells.get("debit"):
        cents = -_unsigned(typed)
    else:
        cents = _unsigned(cells.get("credit", ""))
    if not cents:
        raise ValueError("nothing moved")
    return cents


def _unsigned(typed: str) -> int:
    try:
        return Money.parse(typed.lstrip(MINUS + "+ ")).cents
    except UnreadableInput as error:
        raise ValueError("not an amount") from error
