"""Lists that are narrowed by their address, without a script: what every such list shares.

An address never fails: a value that does not exist finds nothing, a page too far is empty. A filter
is a mapping in the form that `components/facets.html` reads.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from search.query import FacetCount

LONGEST_VALUE, MOST_VALUES, LONGEST_TEXT, LAST_PAGE = 40, 20, 120, 10_000


def text_of(given: QueryDict, name: str = "q") -> str:
    return " ".join(given.get(name, "").replace("\0", "").split())[:LONGEST_TEXT]


def values_of(given: QueryDict, name: str) -> list[str]:
    """Return the chosen values, each once."""
    known = dict.fromkeys(value[:LONGEST_VALUE] for value in given.getlist(name))
    return [value for value in known if value and value.isprintable()][:MOST_VALUES]


def page_of(given: QueryDict, name: str = "page") -> int:
    number = given.get(name, "")
    is_number = number.isascii() and number.isdecimal()
    return min(max(int(number[:6]), 1), LAST_PAGE) if is_number else 1


def option(count: FacetCount) -> dict[str, Any]:
    return {
        "value": count.value,
        "text": count.label,
        "count": count.count,
        "is_checked": count.is_chosen,
    }


def in_order(counts: Sequence[FacetCount], order: Sequence[str]) -> list[FacetCount]:
    """Return values that have an order of their own in it, unknown ones last."""
    ranks = {value: rank for rank, value in enumerate(order)}
    return sorted(counts, key=lambda count: ranks.get(count.value, len(ranks)))


def boxes(name: str, legend: Any, counts: Sequence[FacetCount], **more: Any) -> dict[str, Any]:
    """Return a filter with one box for each value."""
    options = [option(count) for count in counts]
    return {"name": name, "legend": legend, "type": "checkbox", "options": options, **more}


def is_a_choice(shown: Mapping[str, Any]) -> bool:
    """One value that everything has is nothing to choose, unless it must be unticked."""
    options = shown["options"]
    return len(options) > 1 or any(one["is_checked"] for one in options)


def chips(filters: Sequence[Mapping[str, Any]], given: QueryDict) -> list[dict[str, str]]:
    """Each choice with the address that takes it away."""
    return [
        {"text": str(one["text"]), "url": without(given, shown["name"], one["value"])}
        for shown in filters
        for one in shown["options"]
        if one["is_checked"]
    ]


def without(given: QueryDict, name: str, value: str) -> str:
    """Return the address of the first page without one choice."""
    rest = given.copy()
    rest.pop("page", None)
    rest.setlist(name, [kept for kept in given.getlist(name) if kept != value])
    return f"?{rest.urlencode()}"


def changed(given: QueryDict, *, drop: Sequence[str] = ("page",), **values: str) -> str:
    """Return the address with these values; an empty one leaves it."""
    rest = given.copy()
    for name in (*drop, *values):
        rest.pop(name, None)
    for name, value in values.items():
        if value:
            rest[name] = value
    return f"?{rest.urlencode()}"


def tabs(
    given: QueryDict, name: str, texts: Mapping[str, Any], current: str, **more: Any
) -> list[dict[str, Any]]:
    """Return ways to see the list, one of which is the current one, each an address."""
    return [
        {
            "text": text,
            "url": changed(given, **more, **{name: value}),
            "is_current": value == current,
        }
        for value, text in texts.items()
    ]
