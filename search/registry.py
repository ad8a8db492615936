"""What other apps write through: they register a source, and say what changed when it changes.

    register(NewsSource(), covers=[NewsPage])          # in the app's search_documents.py
    refresh("news", key)                               # after a change, in its transaction
    withdraw("news", key)                              # when the thing is about to disappear

An entry is written by the transaction that publishes: it is there right after the commit and was
never there after a rollback. Call these last in a transaction, for they hold the thing's lock
until its end.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise

from search.document import (
    Document,
    Facet,
    Home,
    InvalidDocument,
    KeyedSource,
    Point,
    Source,
    Visibility,
)

__all__ = [
    "Document",
    "Facet",
    "Home",
    "InvalidDocument",
    "KeyedSource",
    "Point",
    "Source",
    "UnknownSource",
    "Visibility",
    "expect",
    "last_at_most",
    "longest",
    "name_values",
    "refresh",
    "refresh_many",
    "refreshed_once",
    "register",
    "sources",
    "withdraw",
    "withdraw_all",
]

# What a block put off, by source; None outside of one.
_put_off: ContextVar[dict[str, set[str]] | None] = ContextVar("put_off", default=None)

type Label = str | Promise
type Labels = Mapping[str, Label] | Callable[[], Mapping[str, Label]]


class UnknownSource(LookupError):
    """No app registered a source of that name."""


_sources: dict[str, Source] = {}
_homes: dict[str, Home] = {}
_covered: dict[str, frozenset[type[Any]]] = {}
_in_every_language: set[str] = set()
_expected: list[Callable[[], Iterable[type[Any]]]] = []
_labels: dict[Facet, list[Labels]] = {}
_longest: dict[str, timedelta] = {}


def register(
    source: Source,
    *,
    covers: Iterable[type[Any]] = (),
    home: Home = Home.SITES,
    in_every_language: bool = False,
) -> Source:
    """Add a source; `covers` are the models it answers for, `home` says which schemas have them.

    Pages of what is `in_every_language` are drawn in the reader's, whatever the words are in.
    """
    known = _sources.get(source.name)
    if known is not None and type(known) is not type(source):
        raise ValueError(f"Two sources are called {source.name!r}.")
    _sources[source.name] = source
    _homes[source.name] = home
    _covered[source.name] = frozenset(covers)
    if in_every_language:
        _in_every_language.add(source.name)
    return source


def forget(name: str) -> None:
    """Remove a source: for tests."""
    for kept in (_sources, _homes, _covered):
        kept.pop(name, None)
    _in_every_language.discard(name)


def sources() -> tuple[Source, ...]:
    return tuple(_sources.values())


def is_in_every_language(name: str) -> bool:
    return name in _in_every_language


def home_of(name: str) -> Home:
    return _homes[name]


def find_source(name: str) -> Source:
    try:
        return _sources[name]
    except KeyError:
        raise UnknownSource(
            f"No source is called {name!r}; known: {', '.join(_sources)}."
        ) from None


def expect(models: Callable[[], Iterable[type[Any]]]) -> None:
    """Name models that have public things: the check fails for each one that no source covers."""
    if models not in _expected:
        _expected.append(models)


def uncovered() -> list[type[Any]]:
    """Return the expected models that no source covers."""
    covered = frozenset[type[Any]]().union(*_covered.values())
    wanted = dict.fromkeys(model for models in _expected for model in models())
    return [model for model in wanted if model not in covered]


def name_values(facet: Facet, labels: Labels) -> None:
    """Give words to a facet's codes; a function is called at each use (names in a table)."""
    known = _labels.setdefault(facet, [])
    if labels not in known:
        known.append(labels)


def labels_of(facet: Facet) -> dict[str, str]:
    """Return the words known for a facet's codes, in the active language, in order."""
    found: dict[str, str] = {}
    for labels in _labels.get(facet, []):
        values = labels() if callable(labels) else labels
        found |= {code: str(label) for code, label in values.items()}
    return found


def last_at_most(kind: str, longest: timedelta) -> None:
    """Promise that things of a kind are over so soon after they began.

    What is still to come is then read from its beginning in the order of dates: years of what is
    over are not gone through.
    """
    _longest[kind] = longest


def longest(kinds: Collection[str]) -> timedelta | None:
    """Return how long things of these kinds last at most; None when nobody promised it."""
    promised = [_longest.get(kind) for kind in kinds]
    return max((one for one in promised if one), default=None) if all(promised) else None


def refresh(source: str, key: str) -> None:
    """Write what the source now says of one thing of this site, or remove what it does not."""
    refresh_many(source, [key])


def refresh_many(source: str, keys: Collection[str]) -> None:
    """Refresh several things at once: fewer queries, and locks taken in one order."""
    put_off = _put_off.get()
    if put_off is not None:
        put_off.setdefault(source, set()).update(keys)
        return
    # It reads Entry, and this module is imported before models are.
    from search import indexing  # noqa: PLC0415  once the apps are loaded

    indexing.refresh(find_source(source), keys)


@contextmanager
def refreshed_once() -> Iterator[None]:
    """Refresh at the end of the block what it touched, once each: for loads, in one transaction."""
    touched: dict[str, set[str]] = {}
    token = _put_off.set(touched)
    try:
        yield
    finally:
        _put_off.reset(token)
    for source, keys in touched.items():
        refresh_many(source, sorted(keys))


def withdraw(source: str, key: str) -> None:
    """Remove one thing of the current site, in all languages, whatever its source says."""
    from search import indexing  # noqa: PLC0415  once the apps are loaded

    indexing.withdraw(source, [key])


def withdraw_all(schema: str, *, source: str | None = None, language: str | None = None) -> int:
    """Remove a site's entries, all or those of a source or language; return how many."""
    from search import indexing  # noqa: PLC0415  once the apps are loaded

    return indexing.withdraw_all(schema, source=source, language=language)
