"""Asks Elasticsearch, with the plan that PostgreSQL would have been asked with."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, BadRequestError, Elasticsearch, TransportError
from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query as Condition

from search.document import Facet
from search.engines.base import (
    Answer,
    Counts,
    EngineDown,
    EngineRefuses,
    Hit,
    Request,
    counts_languages,
)
from search.engines.conditions import chosen, filters, geo_point, in_one_language
from search.engines.hits import SAME_TITLE, TITLE_STARTS, rarity
from search.plan import TITLE, Plan, Term
from search.query import EVERY_LANGUAGE, LOST, InvalidCursor, Sort

SECONDS = 2.0
MOST_VALUES = 500
# Elasticsearch leaves the factor k1 + 1 out of BM25: it orders nothing, but bonuses are fixed.
SCALE = 1 / 2.2
# 1 for what is over, 0 for what is not: the former comes last.
IS_OVER = (
    "doc['over_at'].size() > 0 && doc['over_at'].value.toInstant().toEpochMilli() < params.at"
    " ? 1 : 0"
)
_ID_LAST = {"id": "desc"}
_LATEST = [{"published_at": "desc"}, _ID_LAST]
_NEEDS = {Sort.SOON: "starts_at", Sort.ENDING: "ends_at", Sort.NEAR: "point"}


def client(*, seconds: float = SECONDS) -> Elasticsearch:
    return Elasticsearch(settings.ELASTICSEARCH_URL, request_timeout=seconds, max_retries=0)


def alias() -> str:
    """Return the name under which the index in use is found."""
    return f"{settings.ELASTICSEARCH_INDEX}-entries"


class ElasticsearchEngine:
    """The engine for more than one machine can rank."""

    name = "elasticsearch"

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._client: Elasticsearch | None = None

    def search(self, request: Request) -> Answer:
        if not request.plan.groups:
            return Answer(hits=(), total=0, counts={facet: {} for facet in request.count})
        search = self._page(request).extra(track_total_hits=True)
        for facet in request.count:
            search.aggs.bucket(f"facet_{facet}", _counted(facet, request))
        return self._answer(search, request)

    def _page(self, request: Request) -> Search:
        search, after = self._ranked(request), request.after
        if after is None:
            return search[request.offset : request.offset + request.limit]
        if not _is_own(request, after):
            raise InvalidCursor(LOST)
        if request.sort is Sort.RELEVANCE:
            after = self._place_now(request, after)
        return search.extra(search_after=list(after))[: request.limit]

    def _place_now(self, request: Request, after: tuple[Any, ...]) -> tuple[Any, ...]:
        """Return where the last card stands by now: what is published moves all scores."""
        search = self._ranked(request, Q("ids", values=[str(after[-1])]))
        hits = self._answer(search[:1], replace(request, count=())).hits
        return hits[0].position if hits else after

    def _ranked(self, request: Request, *narrowed: Condition) -> Search:
        wanted = request.query
        # Versions in other languages are counted too: what is shown is chosen after.
        held = replace(wanted, language=EVERY_LANGUAGE) if counts_languages(request) else wanted
        leading, others = _terms(request.plan)
        query = Q(
            "bool",
            filter=[*filters(held), *_needed(request), *narrowed],
            must=[Q("bool", should=leading, minimum_should_match=1)],
            should=[*others, *_titles(request.plan), *_pairs(request.plan)],
        )
        search = self._search(query).post_filter(_shown(request))
        return search.sort(*_sort(request)).extra(track_scores=True)

    def starting(self, request: Request, last: Collection[str]) -> Answer:
        *whole, _typed = request.plan.title.split() or [""]
        held = [Q("constant_score", filter=Q("term", words=word)) for word in whole]
        if last:
            held.append(Q("constant_score", filter=Q("terms", words=sorted(last))))
        begins = Q("constant_score", filter=Q("prefix", title=request.plan.title), boost=100)
        query = Q(
            "bool",
            filter=filters(request.query),
            must=[Q("bool", should=[begins, *held], minimum_should_match=1)],
        )
        order: list[Any] = [_over(request), "_score", "title_length", {"popularity": "desc"}, "id"]
        search = self._search(query).sort(*order)[: request.limit]
        return self._answer(search, request)

    def _search(self, query: Condition) -> Search:
        if self._client is None:
            self._client = client(seconds=self._seconds)
        return Search(using=self._client, index=alias()).query(query).source(False)

    def _answer(self, search: Search, request: Request) -> Answer:
        try:
            found = search.execute().to_dict()
        except BadRequestError as error:
            raise EngineRefuses(f"Elasticsearch refuses a search: {error}") from error
        except (ApiError, TransportError) as error:
            raise EngineDown(f"Elasticsearch does not answer: {error}") from error
        hits = tuple(
            Hit(entry_id=int(hit["_id"]), score=hit.get("_score") or 0, position=tuple(hit["sort"]))
            for hit in found["hits"]["hits"]
        )
        return Answer(
            hits=hits, total=found["hits"]["total"]["value"], counts=_counts(found, request)
        )


def _terms(plan: Plan) -> tuple[list[Condition], list[Condition]]:
    """Return what a result holds at least one of, and what only adds to its score."""
    leading = plan.leading()
    found = [_term(term) for term in plan.terms if term.text in leading]
    return found, [_term(term) for term in plan.terms if term.text not in leading]


def _term(term: Term) -> Condition:
    space, _, word = term.text.partition(":")
    if space == TITLE:
        return Q("constant_score", filter=Q("term", words=word), boost=term.weight)
    return Q("term", stems={"value": term.text, "boost": term.weight})


def _titles(plan: Plan) -> list[Condition]:
    same = Q("terms", title=list(plan.titles))
    begins = Q("prefix", title=plan.beginning)
    return [
        Q("constant_score", filter=same, boost=(SAME_TITLE - TITLE_STARTS) * SCALE),
        Q("constant_score", filter=begins, boost=TITLE_STARTS * SCALE),
    ]


def _pairs(plan: Plan) -> list[Condition]:
    """Words that follow each other in a title add what PostgreSQL adds for them."""
    if not plan.pairs:
        return []
    known = plan.frequencies or {}
    return [
        Q(
            "constant_score",
            filter=Q("term", words=pair.text),
            boost=pair.weight * rarity(known.get(pair.text, 0), plan.entries) * SCALE,
        )
        for pair in plan.pairs
    ]


def _needed(request: Request) -> list[Condition]:
    needed = _NEEDS.get(request.sort)
    return [Q("exists", field=needed)] if needed else []


def _over(request: Request) -> dict[str, Any]:
    at = int(request.at.timestamp() * 1000)
    script = {"source": IS_OVER, "params": {"at": at}}
    return {"_script": {"type": "number", "order": "asc", "script": script}}


def _sort(request: Request) -> list[Any]:
    orders: dict[Sort, list[Any]] = {
        Sort.RELEVANCE: [_over(request), "_score", {"id": "desc"}],
        Sort.RECENT: _LATEST,
        Sort.POPULAR: [{"popularity": "desc"}, *_LATEST],
        Sort.TITLE: ["title", "id"],
        Sort.SOON: ["starts_at", "id"],
        Sort.ENDING: ["ends_at", "id"],
        Sort.KEY: ["source", "key", "language", "schema", "id"],
    }
    if request.sort is Sort.NEAR and request.query.near:
        return [{"_geo_distance": {"point": geo_point(request.query.near), "unit": "m"}}, "id"]
    return orders[request.sort]


def _is_own(request: Request, after: tuple[Any, ...]) -> bool:
    """Say whether this engine may have given such a place: the values of its sort, the id last."""
    if len(after) != len(_sort(request)):
        return False
    *values, last = after
    kinds = (str,) if request.sort in {Sort.TITLE, Sort.KEY} else (int, float)
    return type(last) is int and all(type(value) in kinds for value in values)


def _shown(request: Request, *, but: Facet | None = None) -> Condition:
    """Return the reader's choices and language, those of one facet left aside."""
    spoken = in_one_language(request.query) if counts_languages(request) else []
    kept = [] if but is Facet.LANGUAGE else spoken
    return Q("bool", filter=[chosen(request.query, but=but), *kept])


def _counted(facet: Facet, request: Request) -> Any:
    """Count the values of one facet among what passes the choices of all others."""
    if facet is Facet.LANGUAGE and counts_languages(request):
        values = A("terms", field="language", size=MOST_VALUES)
    else:
        values = A("terms", field="facets", include=f"{facet}:.*", size=MOST_VALUES)
    counted = A("filter", _shown(request, but=facet))
    counted.bucket("values", values)
    return counted


def _counts(found: dict[str, Any], request: Request) -> Counts:
    counts: Counts = {}
    for facet in request.count:
        buckets = found["aggregations"][f"facet_{facet}"]["values"]["buckets"]
        counts[facet] = {
            bucket["key"].removeprefix(f"{facet}:"): bucket["doc_count"] for bucket in buckets
        }
    return counts
