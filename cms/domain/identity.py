"""The two colours of a department: which pairs can be read, and the style sheet they become.

A pair is `deep` (blocks, buttons, links by day: white text stands on it) and `flat` (sheets laid
underneath, links by night: ink stands on it). Contrast is that of WCAG 2. Pure Python.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kernel.domain import gettext_noop

WHITE, INK, NIGHT = "#ffffff", "#16204a", "#0f1530"
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_KEY = re.compile(r"[a-z0-9-]+")
_SRGB_KNEE = 0.04045  # below it, sRGB is a straight line
# By night a block of the deep colour must still be seen on the page.
_BLOCK_ON_NIGHT = 1.6
_WHITE_ON_BLOCK = 7.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours written `#rrggbb`; ValueError for anything else: no CSS is ever injected."""

    deep: str
    flat: str

    def __post_init__(self) -> None:
        for colour in (self.deep, self.flat):
            if not _COLOUR.fullmatch(colour):
                msg = f"not a colour: {colour!r}"
                raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must be readable, and the least contrast at which it is."""

    sentence: str
    needed: float


@dataclass(frozen=True, slots=True)
class Refusal:
    rule: Rule
    measured: float


NATIONAL = Pair(deep=INK, flat="#f8b41c")

WHITE_ON_DEEP = Rule(gettext_noop("White text on the deep colour"), 7)
INK_ON_FLAT = Rule(gettext_noop("Ink text on the flat colour"), 7)
DEEP_AGAINST_FLAT = Rule(gettext_noop("The deep colour beside the flat one"), 3)
FLAT_ON_NIGHT = Rule(gettext_noop("The flat colour on the night page"), 7)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, from 0 (black) to 1 (white)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= _SRGB_KNEE else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, in any order."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def measures(pair: Pair) -> list[tuple[Rule, float]]:
    """Return each rule with what the pair measures."""
    return [
        (WHITE_ON_DEEP, contrast(WHITE, pair.deep)),
        (INK_ON_FLAT, contrast(INK, pair.flat)),
        (DEEP_AGAINST_FLAT, contrast(pair.deep, pair.flat)),
        (FLAT_ON_NIGHT, contrast(pair.flat, NIGHT)),
    ]


def refusals(pair: Pair) -> list[Refusal]:
    """Return why a pair cannot be used; an empty list accepts it."""
    return [Refusal(rule, measured) for rule, measured in measures(pair) if measured < rule.needed]


def night_block(pair: Pair) -> str:
    """Return the colour of blocks by night: the deep one, lightened while it melts away."""
    block = pair.deep
    for percent in range(0, 60, 4):
        lighter = _mix(pair.deep, WHITE, percent)
        if contrast(lighter, WHITE) < _WHITE_ON_BLOCK:
            break
        block = lighter
        if contrast(block, NIGHT) >= _BLOCK_ON_NIGHT:
            break
    return block


def identity_css(pair: Pair | None, *, others: Mapping[str, Pair] | None = None) -> str:
    """Return the style sheet of one site; `others` names the pairs of the sites it links to.

    Without a pair of its own, a site keeps that of the platform, which is in the style sheet.
    """
    rules = [_rule(":root", pair)] if pair else []
    rules += [
        _rule(f'[data-pair="{_checked(key)}"]', named) for key, named in (others or {}).items()
    ]
    return "\n".join([*rules, ""])


def _rule(selector: str, pair: Pair) -> str:
    return (
        f"{selector} {{ --pair-a: {pair.deep}; --pair-b: {pair.flat};"
        f" --pair-block: light-dark({pair.deep}, {night_block(pair)}); }}"
    )


def _checked(key: str) -> str:
    if not _KEY.fullmatch(key):
        msg = f"not a name for a pair: {key!r}"
        raise ValueError(msg)
    return key


def _mix(colour: str, other: str, percent: int) -> str:
    pairs = [(int(colour[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    mixed = [round((a * (100 - percent) + b * percent) / 100) for a, b in pairs]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
