"""Amounts in French words, as a tax receipt wants them beside the figures. Pure Python."""

from kernel.money import Money

UNITS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante", 8: "quatre-vingt"}
THOUSAND, MILLION = 1_000, 1_000_000


def in_words(amount: Money) -> str:
    """Write an amount under a thousand million: « mille deux cents euros et cinq centimes »."""
    euros, cents = divmod(amount.cents, 100)
    # « Un million d’euros », but « un million cent euros ».
    link = " d’" if euros >= MILLION and euros % MILLION == 0 else " "
    said = f"{number(euros)}{link}{'euro' if euros < 2 else 'euros'}"  # noqa: PLR2004  the plural starts at two in French
    if cents:
        said += f" et {number(cents)} {'centime' if cents == 1 else 'centimes'}"
    return said


def number(value: int) -> str:
    if value >= MILLION:
        millions, rest = divmod(value, MILLION)
        name = "million" if millions == 1 else "millions"
        return f"{number(millions)} {name}{_rest(rest)}"
    if value >= THOUSAND:
        thousands, rest = divmod(value, THOUSAND)
        # « Quatre-vingts » and « cents » lose their s before « mille ».
        head = "" if thousands == 1 else _under_thousand(thousands, is_last=False) + " "
        return f"{head}mille{_rest(rest)}"
    return _under_thousand(value, is_last=True)


def _rest(value: int) -> str:
    return f" {number(value)}" if value else ""


def _under_thousand(value: int, *, is_last: bool) -> str:
    hundreds, rest = divmod(value, 100)
    if not hundreds:
        return _under_hundred(rest, is_last=is_last)
    head = "cent" if hundreds == 1 else f"{UNITS[hundreds]} cent"
    if rest:
        return f"{head} {_under_hundred(rest, is_last=is_last)}"
    return head + ("s" if hundreds > 1 and is_last else "")


def _under_hundred(value: int, *, is_last: bool) -> str:
    if value < len(UNITS):
        return UNITS[value]
    ten, unit = divmod(value, 10)
    if ten in {7, 9}:
        ten, unit = ten - 1, unit + 10
    if unit == 0:
        return TENS[ten] + ("s" if ten == 8 and is_last else "")  # noqa: PLR2004  quatre-vingts
    link = " et " if unit in {1, 11} and ten != 8 else "-"  # noqa: PLR2004  quatre-vingt-un
    return f"{TENS[ten]}{link}{UNITS[unit]}"
