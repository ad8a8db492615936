"""WebVTT captions: read strictly, refused in a sentence that names the line, written again.

Only what captions need is kept: a name, two times, words. Styles, regions and notes are left out,
since they would run in a player that nobody has checked. Pure Python.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kernel.domain import DomainError, gettext_noop

HEADER = "WEBVTT"
ARROW = "-->"
TIME = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})", re.ASCII)
LEFT_OUT = ("NOTE", "STYLE", "REGION")
MOST_BYTES = 1024 * 1024


class InvalidCaptions(DomainError):
    """The file is no captions file; the message names the line and what was expected there."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words on the screen from one moment to another, in milliseconds."""

    start: int
    end: int
    text: str
    name: str = ""


def read(data: bytes) -> tuple[Cue, ...]:
    """Read an uploaded file; raise InvalidCaptions."""
    if len(data) > MOST_BYTES:
        raise InvalidCaptions(gettext_noop("This captions file is larger than 1 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidCaptions(
            gettext_noop("Line %(line)s: these letters cannot be read. Save the file as UTF-8."),
            line=data[: error.start].count(b"\n") + 1,
        ) from error
    return parse(text)


def parse(text: str) -> tuple[Cue, ...]:
    """Return the cues of a captions text; raise InvalidCaptions."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if not re.match(rf"{HEADER}(?:[ \t]|$)", lines[0]):
        raise InvalidCaptions(
            gettext_noop(
                "Line 1: a captions file starts with “WEBVTT”. Export it as WebVTT (.vtt)."
            )
        )
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        if block[0].split(" ")[0] in LEFT_OUT:
            continue
        cue = _cue(number, block)
        if cues and cue.start < cues[-1].start:
            raise InvalidCaptions(
                gettext_noop("Line %(line)s: this caption starts before the one above it."),
                line=number,
            )
        cues.append(cue)
    if not cues:
        raise InvalidCaptions(gettext_noop("This file has no caption."))
    return tuple(cues)


def write(cues: Sequence[Cue]) -> str:
    """Return the text of a captions file that any player reads."""
    return "\n\n".join([HEADER, *map(_written, cues)]) + "\n"


def with_texts(cues: Sequence[Cue], texts: Sequence[str]) -> tuple[Cue, ...]:
    """Return the same moments with other words: a translation."""
    return tuple(
        replace(cue, text=text.strip() or cue.text) for cue, text in zip(cues, texts, strict=True)
    )


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Give each block between empty lines, with the number of its first line."""
    start, block = 0, list[str]()
    for number, line in enumerate([*lines[1:], ""], start=2):
        if line.strip():
            start = start if block else number
            block.append(line)
        elif block:
            # What follows “WEBVTT” without an empty line is the file's own heading.
            if start > 2 or ARROW in "\n".join(block):  # noqa: PLR2004  the second line
                yield start, block
            block = []


def _cue(number: int, block: list[str]) -> Cue:
    name = "" if ARROW in block[0] else block[0].strip()
    timing = block[1:] if name else block
    line = number + (1 if name else 0)
    if not timing or ARROW not in timing[0]:
        raise InvalidCaptions(
            gettext_noop(
                "Line %(line)s: write two times, as 00:00:01.000 --> 00:00:04.000, above the words."
            ),
            line=line,
        )
    begin, _arrow, rest = timing[0].partition(ARROW)
    start, end = _moment(begin, line), _moment((rest.split() or [""])[0], line)
    if end <= start:
        raise InvalidCaptions(
            gettext_noop("Line %(line)s: this caption ends before it starts."), line=line
        )
    words = "\n".join(part.strip() for part in timing[1:])
    if not words:
        raise InvalidCaptions(gettext_noop("Line %(line)s: this caption has no words."), line=line)
    return Cue(start, end, words, name)


def _moment(text: str, line: int) -> int:
    found = TIME.fullmatch(text.strip())
    if not found:
        raise InvalidCaptions(
            gettext_noop("Line %(line)s: “%(time)s” is no time. Write it as 00:00:04.000."),
            line=line,
            time=text.strip()[:40],
        )
    hours, minutes, seconds, thousandths = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _written(cue: Cue) -> str:
    # “-->” inside the words would be read as times.
    words = cue.text.replace(ARROW, "→").replace("\n\n", "\n")
    times = f"{_clock(cue.start)} {ARROW} {_clock(cue.end)}"
    return "\n".join([*([cue.name] if cue.name else []), times, words])


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
