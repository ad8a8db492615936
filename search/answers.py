"""From a text to cards: the plan is made here, the engine of the moment ranks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.timezone import now

from search import analysis, counts, facets, paging, plan, planning, wording
from search.cards import to_cards, with_sites
from search.catalogue import Entry
from search.engines import choice
from search.engines.base import Answer, Hit, Request
from search.lexicon import DatabaseLexicon
from search.query import LOST, MOST_PAGES, Card, InvalidCursor, ListChanged, Page, Query
from search.selection import preferred_languages
from search.text import shorten
from tenants.context import current_schema


def find(query: Query) -> Page[Card]:
    """Return one page of what answers a text."""
    wanted = plan_of(query)
    request = to_request(query, wanted, ahead=1)
    answer = _answer(request)
    shown, has_next = answer.hits[: query.per_page], len(answer.hits) > query.per_page
    return Page(
        cards=cards_of([hit.entry_id for hit in shown]),
        total=answer.total,
        number=query.page,
        per_page=query.per_page,
        has_next=has_next and query.page < MOST_PAGES,
        next_cursor=_cursor(request, answer.engine, shown[-1]) if has_next else "",
        facets=facets.named(answer.counts, query, query.count),
        corrected=wanted.corrected,
        terms=frozenset(term.text for term in wanted.terms),
    )


def _answer(request: Request) -> Answer:
    """Have a page found; what took long to count is counted once a minute for all visitors."""
    within = sorted(request.count)
    known = counts.last("answer", request.query, within=within)
    if known is not None:
        total, counted = known
        answer = choice.search(replace(request, total=total, count=()))
        return replace(answer, total=total, counts=counted)
    started = perf_counter()
    answer = choice.search(request)
    said = (answer.total, answer.counts)
    counts.keep("answer", request.query, said, since=started, within=within)
    return answer


def _cursor(request: Request, engine: str, last: Hit) -> str:
    """Return a place that only the engine which gave it can go on from.

    It holds what scores were made with: whatever is published meanwhile, the next page has others.
    """
    figures = request.plan.figures
    return paging.encode(request.sort, [engine, len(figures), *figures, *last.position])


def plan_of(query: Query) -> plan.Plan:
    """Understand a text once, for whichever engine answers."""
    return planning.make(
        shorten(query.text),
        languages(query),
        DatabaseLexicon(),
        is_literal=query.is_literal,
        wording=wording.current(),
    )


def walk(query: Query) -> Iterator[Card]:
    """Give every card, a page at a time."""
    while True:
        page = find(replace(query, count=()))
        yield from page.cards
        if not page.next_cursor:
            return
        query = replace(query, cursor=page.next_cursor, page=query.page + 1)


def languages(query: Query) -> list[str]:
    """Return the languages that entries may be in, the reader's first, whatever was chosen."""
    known = [code for code, _name in settings.DOCUMENT_LANGUAGES]
    readers = preferred_languages(replace(query, facets={}))
    return list(dict.fromkeys([*readers, *known]))


def to_request(query: Query, wanted: plan.Plan, *, ahead: int = 0) -> Request:
    place = _place(query, wanted) if query.cursor else None
    return Request(
        query=query,
        plan=place.plan if place else wanted,
        sort=query.sort,
        at=now(),
        limit=query.per_page + ahead,
        offset=(query.page - 1) * query.per_page,
        after=place.after if place else None,
        after_by=place.engine if place else "",
        count=query.count,
    )


class Place(NamedTuple):
    """Where a list goes on, and how it was ranked so far."""

    engine: str
    plan: plan.Plan
    after: tuple[Any, ...]


def _place(query: Query, wanted: plan.Plan) -> Place:
    """Read a cursor; InvalidCursor, or ListChanged when the text is not understood as it was."""
    match paging.values_of(query.sort, query.cursor):
        case [str(engine), int(number), *rest] if plan.LEAST_FIGURES <= number <= len(rest):
            figures, after = rest[:number], rest[number:]
        case _:
            raise InvalidCursor(LOST)
    if len(figures) != len(wanted.figures):
        raise ListChanged(choice.REORDERED)
    try:
        return Place(engine, wanted.with_figures(figures), tuple(after))
    except ValueError:
        raise InvalidCursor(LOST) from None


def cards_of(ids: Sequence[int]) -> tuple[Card, ...]:
    """Return the cards of these entries, in this order.

    One that has gone meanwhile, or was hidden, is left out: an engine may hear of it late.
    """
    shown = Entry.objects.visible_from(current_schema()).filter(pk__in=ids, is_found=True)
    rows = with_sites(shown)
    by_id = {row.pk: row for row in rows}
    return to_cards(by_id[pk] for pk in ids if pk in by_id)


def complete(query: Query) -> tuple[Card, ...]:
    """Return cards whose titles a text may be the beginning of; else those that answer it."""
    return cards_of([hit.entry_id for hit in begun(query).hits])


def begun(query: Query) -> Answer:
    """Return titles that a text may be the beginning of; else what answers it.

    Most texts begin a title: only the others are worth understanding.
    """
    title = analysis.title_key(shorten(query.text))
    answer = _first_letters(to_request(query, plan.Plan(title)))
    return answer if answer.hits else choice.search(to_request(query, plan_of(query)))


def _first_letters(request: Request) -> Answer:
    """Return titles that begin with the text, then titles that hold its words."""
    typed = request.plan.title.split()[-1:]
    if not typed:
        return Answer(hits=(), total=0)
    spaces = list(dict.fromkeys(plan.space_of(code) for code in languages(request.query)))
    known = DatabaseLexicon().starting(typed[0], spaces)
    return choice.starting(request, [*typed, *(found.word for found in known)])
