"""What is proposed while somebody types: titles by kind, topics and places, another spelling."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext as _, ngettext

from search import analysis, answers
from search.document import Facet
from search.query import Card, Query
from search.reading import FACETS, KIND
from search.registry import labels_of
from search.text import shorten

SHORTEST, MOST_TITLES, MOST_SUBJECTS = 2, 8, 3
# Names of facets in the address whose values are worth proposing.
SUBJECTS = ("theme", "departement", "niveau", "public")


@dataclass(frozen=True, slots=True)
class Option:
    text: str
    url: str
    language: str = ""


def suggest(query: Query) -> dict[str, Any]:
    """Return groups of options, as the search box reads them."""
    text = shorten(query.text)
    if len(text) < SHORTEST:
        return {"status": "", "groups": []}
    cards = answers.complete(query)
    groups = [
        (_("Did you mean"), _spelling(query, cards)),
        *_titles(cards),
        (_("Topics and places"), _subjects(text)),
    ]
    shown = [(label, options) for label, options in groups if options]
    number = sum(len(options) for _label, options in shown)
    return {
        "status": ngettext("%(number)s suggestion", "%(number)s suggestions", number)
        % {"number": number},
        "groups": [{"label": label, "options": list(map(_plain, said))} for label, said in shown],
    }


def _plain(option: Option) -> dict[str, str]:
    return {"text": option.text, "url": option.url, "lang": option.language}


def _spelling(query: Query, cards: tuple[Card, ...]) -> list[Option]:
    """Return what was perhaps meant, unless a title holds all that was typed."""
    if any(_is_begun(query.text, card.title) for card in cards):
        return []
    meant = answers.plan_of(query).corrected
    return [Option(meant, _results(q=meant))] if meant else []


def _is_begun(text: str, title: str) -> bool:
    """Say whether a title holds the words of a text, the last one perhaps unfinished."""
    *whole, last = analysis.title_key(text).split() or [""]
    held = analysis.title_key(title).split()
    return set(whole) <= set(held) and any(word.startswith(last) for word in held)


def _titles(cards: tuple[Card, ...]) -> list[tuple[str, list[Option]]]:
    """Group cards by kind; the kind of the best one comes first."""
    names = labels_of(Facet.KIND)
    groups: dict[str, dict[str, list[Card]]] = {}
    for card in cards:
        group = groups.setdefault(names.get(card.kind, card.kind), {})
        group.setdefault(card.title, []).append(card)
    return [(label, list(map(_title, group.values()))) for label, group in groups.items()]


def _title(cards: list[Card]) -> Option:
    """One title leads to its page; when several things bear it, to the list of them."""
    card, *others = cards
    url = _results(**{"q": card.title, KIND: card.kind}) if others else card.url
    return Option(card.title, url, card.language if card.language != get_language() else "")


def _subjects(text: str) -> list[Option]:
    """Return the topics and places one of whose words begins like the text."""
    typed = analysis.title_key(text)
    found = [
        Option(label, _results(**{name: value}))
        for name in SUBJECTS
        for value, label in labels_of(FACETS[name]).items()
        if typed and f" {typed}" in f" {analysis.title_key(label)}"
    ]
    return found[:MOST_SUBJECTS]


def _results(**values: str) -> str:
    return f"{reverse('search:results')}?{urlencode(values)}"
