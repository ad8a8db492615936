"""Numbers as French people write them. Pure Python."""

from decimal import Decimal

NARROW_SPACE, NO_BREAK_SPACE = "\u202f", "\u00a0"


def format_integer(value: int) -> str:
    """1424 -> ``1 424``, with a narrow no-break space between thousands and a true minus sign."""
    digits = f"{abs(value):,}".replace(",", NARROW_SPACE)
    return f"\u2212{digits}" if value < 0 else digits


def format_decimal(value: Decimal, places: int) -> str:
    """Format with that many digits after the comma: ``1 424,50``."""
    quantum = Decimal(1).scaleb(-places)
    sign, whole, part = "", *f"{value.quantize(quantum):f}".partition(".")[::2]
    if whole.startswith("-"):
        sign, whole = "\u2212", whole[1:]
    return sign + format_integer(int(whole)) + (f",{part}" if part else "")


def format_percent(value: Decimal) -> str:
    """Decimal("6.5") -> ``6,5 %``, without useless zeros, with a no-break space."""
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return format_decimal(value, places) + NO_BREAK_SPACE + "%"


def digits_between(text: str, least: int, most: int) -> int | None:
    """Read a number that a program wrote, as in an address; None when it is no such number."""
    is_short = text.isascii() and text.isdecimal() and len(text) <= len(str(most))
    return int(text) if is_short and least <= int(text) <= most else None
