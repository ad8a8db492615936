"""Pages of what many entries answer, in an order of dates or titles, read from that order's index.

"Écrans" in the next workshops: one in ten has the word. Reading the workshops as they come, until
a page is full, meets fewer rows than reading all that have the word, to sort them by date.
"""

from django.db.models import Exists, OuterRef, Value

from search.engines.base import Request
from search.engines.narrowing import columns_of
from search.engines.sql import Sql
from search.paging import with_dates
from search.postings import term_id
from search.query import Sort
from search.selection import select
from search.tables import Posting


def is_shorter(request: Request) -> bool:
    """Say whether a page is full before as many entries were met as have the words."""
    if not request.total or request.sort in (Sort.RELEVANCE, Sort.NEAR):
        return False
    plan = request.plan
    wanted = request.limit + (0 if request.after else request.offset)
    return wanted * plan.entries < request.total * plan.reach(plan.leading())


def entries_of(request: Request) -> Sql:
    """Return what a page is read from: the entries that listings choose, and that have the words.

    They have no score: nothing is ordered by it.
    """
    terms = [term_id(term) for term in request.plan.leading()]
    held = Exists(Posting.objects.filter(term__in=terms, entry_id=OuterRef("pk")))
    rows = with_dates(select(request.query), request.sort).filter(held).order_by()
    columns = ["id", "score", *columns_of(request.sort)]
    sql, values = rows.annotate(score=Value(0)).values(*columns).query.sql_with_params()
    return Sql(f"({sql}) AS found", list(values))
