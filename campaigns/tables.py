"""Tables that people take away: CSV that a spreadsheet opens in French, and runs nothing of."""

import csv
import io
from collections.abc import Iterable, Sequence

from campaigns.domain.exports import FORMULAS

# Excel takes a file without this mark for another alphabet.
BOM = "\ufeff"


def to_csv(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_safe(str(value)) for value in row])
    return BOM + stream.getvalue()


def _safe(text: str) -> str:
    """A cell that a spreadsheet would compute is shown as it was typed."""
    return f"'{text}" if text.startswith(FORMULAS) else text
