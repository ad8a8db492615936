"""Spreadsheets as lists of lines: XLSX and CSV, whatever a visitor calls them."""

import csv
import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tne_sites.domain.import_lines import COLUMNS, MOST_LINES, WrongTable

LARGEST = 2 * 1024 * 1024
# Unpacked: a small file may hold gigabytes.
LARGEST_INSIDE = 40 * 1024 * 1024
SAMPLE = (
    *("Suivre la scolarité avec l’ENT", "14/01/2027", "18:00", "20:00", "Laon", "Médiathèque"),
    *("2 rue de la Paix", "Nom de la structure", "15", "Avec son téléphone", "0020032Z"),
)


def read(file: UploadedFile) -> list[list[Any]]:
    """Return the lines that hold something, the heads first; or raise WrongTable."""
    if (file.size or 0) > LARGEST:
        raise WrongTable(_("This file is larger than 2 MB."))
    data = file.read()
    lines = list(_lines(data))
    if len(lines) < 2:  # noqa: PLR2004  heads, and something
        raise WrongTable(_("This file has no line below the names of its columns."))
    if len(lines) > MOST_LINES + 1:
        raise WrongTable(_("At most %(most)s lines at a time.") % {"most": MOST_LINES})
    return lines


def _lines(data: bytes) -> Iterator[list[Any]]:
    rows = _of_workbook(data) if data[:2] == b"PK" else _of_text(data)
    kept = 0
    for row in rows:
        cells = list(row)
        if any(str(cell or "").strip() for cell in cells):
            yield cells
            kept += 1
        if kept > MOST_LINES + 1:
            return


def _of_workbook(data: bytes) -> Iterator[Any]:
    try:
        _check_inside(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True, max_row=20_000, max_col=40)
    except WrongTable:
        raise
    except Exception as error:  # openpyxl lets any error of a damaged file through
        raise WrongTable(_("This file cannot be read as a spreadsheet.")) from error


def _check_inside(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        inside = sum(part.file_size for part in parts.infolist())
    if inside > LARGEST_INSIDE:
        raise WrongTable(_("This file is too large once unpacked."))


def _of_text(data: bytes) -> Iterator[Any]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise WrongTable(_("This file cannot be read as a spreadsheet."))
    head = text.partition("\n")[0]
    mark = max(";,\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text), delimiter=mark)
    except csv.Error as error:
        raise WrongTable(_("This file cannot be read as a spreadsheet.")) from error


def model() -> bytes:
    """An empty planning with its heads and one line to replace."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Ateliers"
    sheet.append([words[0] for words in COLUMNS.values()])
    sheet.append(list(SAMPLE))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 22
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
