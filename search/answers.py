"""From a text to cards: the plan is made here, the engine of the moment ranks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from django.conf import settings
from django.utils.timezone import now

from search import analysis, counts, facets, paging, plan, planning, wording
from search.cards import to_cards, with_sites
from search.catalogue import Entry
from search.engines import choice
from search.engines.base import Answer, Hit, Request
from search.lexicon import DatabaseLexicon
from search.query import MOST_PAGES, Card, Page, Query, Sort
from search.selection import preferred_languages
from search.text import shorten


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
        next_cursor=_cursor(answer.engine, request.sort, shown[-1]) if has_next else "",
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


def _cursor(engine: str, sort: Sort, last: Hit) -> str:
    """Return a place that only the engine which gave it can go on from."""
    return paging.encode(sort, [engine, *last.position])


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
    place = paging.values_of(query.sort, query.cursor) if query.cursor else []
    engine, after = (place[0], place[1:]) if place else ("", [])
    return Request(
        query=query,
        plan=wanted,
        sort=query.sort,
        at=now(),
        limit=query.per_page + ahead,
        offset=(query.page - 1) * query.per_page,
        after=tuple(after) if query.cursor else None,
        after_by=engine,
        count=query.count,
    )


def cards_of(ids: Sequence[int]) -> tuple[Card, ...]:
    """Return the cards of these entries, in this order; one that has gone meanwhile is left out."""
    rows = with_sites(Entry.objects.filter(pk__in=ids))
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
