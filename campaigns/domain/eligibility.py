"""Which campaigns an envelope is for: rules as data, all of them to be met. Pure Python."""

from collections.abc import Collection
from dataclasses import dataclass, fields

from kernel.domain import gettext_noop
from kernel.typed import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Each list that is not empty must share something with the campaign; none is for all."""

    themes: Collection[str] = ()
    formats: Collection[str] = ()
    levels: Collection[str] = ()
    labels: Collection[str] = ()
    departments: Collection[str] = ()
    communes: Collection[str] = ()
    keywords: Collection[str] = ()

    @property
    def number(self) -> int:
        """How many rules there are: the narrowest envelope is proposed first."""
        return sum(bool(getattr(self, field.name)) for field in fields(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What rules look at in a campaign."""

    theme: str = ""
    format: str = ""
    levels: Collection[str] = ()
    labels: Collection[str] = ()
    department: str = ""
    commune: str = ""
    text: str = ""


REASONS = {
    "themes": gettext_noop("theme"),
    "formats": gettext_noop("kind of action"),
    "levels": gettext_noop("level"),
    "labels": gettext_noop("label of the school"),
    "departments": gettext_noop("department"),
    "communes": gettext_noop("commune"),
    "keywords": gettext_noop("words of the project"),
}


def misses(rules: Rules, subject: Subject) -> list[str]:
    """Return the names of the rules that the campaign does not meet; empty when it is eligible."""
    found = {
        "themes": subject.theme in rules.themes,
        "formats": subject.format in rules.formats,
        "levels": bool(set(rules.levels) & set(subject.levels)),
        "labels": bool(set(rules.labels) & set(subject.labels)),
        "departments": subject.department in rules.departments,
        "communes": subject.commune in rules.communes,
        "keywords": _says(subject.text, rules.keywords),
    }
    return [name for name, is_met in found.items() if getattr(rules, name) and not is_met]


def _says(text: str, keywords: Collection[str]) -> bool:
    """Compare words whole, without accents or capitals: “mer” is not in “merci”."""
    letters = "".join(char if char.isalnum() else " " for char in fold(text))
    words = f" {' '.join(letters.split())} "
    wanted = ("".join(char if char.isalnum() else " " for char in fold(word)) for word in keywords)
    return any(f" {' '.join(word.split())} " in words for word in wanted if word.strip())


def of_earmark(earmark: str) -> Rules:
    """Read what a donor of the fund kept the gift for: ``theme:sport``; empty is for all."""
    kind, _colon, value = earmark.partition(":")
    match kind:
        case "theme":
            return Rules(themes=[value])
        case "level":
            return Rules(levels=[value])
        case "department":
            return Rules(departments=[value])
    return Rules()
