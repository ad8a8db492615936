"""Pages of a list by cursor: what is published meanwhile makes nothing repeat or skip."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Schema

from kernel.api.problems import INVALID, Problem
from kernel.cursors import seal, unseal

MOST = 100


class Paging(Schema):
    """`?limit=20&cursor=…`: the cursor is the one that the page before gave."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 20
    cursor: Annotated[str, Field(max_length=2000)] = ""


def next_url(request: HttpRequest, cursor: str) -> str | None:
    """Return the absolute address of the next page."""
    if not cursor:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def page_of[T: Model](rows: QuerySet[T], paging: Paging, *order: str) -> tuple[list[T], str]:
    """Return one page and the cursor of the next; `order` are columns, the last one unique."""
    values = _read(paging.cursor, len(order)) if paging.cursor else []
    try:
        if values:
            rows = rows.filter(_beyond(order, values))
        found = list(rows.order_by(*order)[: paging.limit + 1])
    except (ValueError, TypeError, ValidationError):
        raise bad_cursor() from None
    shown = found[: paging.limit]
    return shown, _write(shown[-1], order) if len(found) > paging.limit else ""


def part_of[T](rows: Sequence[T], paging: Paging) -> tuple[Sequence[T], str]:
    """Return one page of a short list that is all read already, and the cursor of the next."""
    start = 0
    if paging.cursor:
        (start,) = _read(paging.cursor, 1)
        if not isinstance(start, int) or start < 0:
            raise bad_cursor()
    end = start + paging.limit
    return rows[start:end], seal([end]) if end < len(rows) else ""


def bad_cursor() -> Problem:
    message = _("This cursor was not given by this list. Start again without one.")
    return Problem(INVALID, errors=[{"at": ["query", "cursor"], "message": message}])


def _beyond(order: tuple[str, ...], values: list[Any]) -> Q:
    condition, equal = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column, operator = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{column}__{operator}": value})
        equal &= Q(**{column: value})
    return condition


def _write(row: Model, order: tuple[str, ...]) -> str:
    values = [getattr(row, name.lstrip("-")) for name in order]
    return seal(map(_plain, values))


def _plain(value: Any) -> str | int:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, int) else str(value)


def _read(cursor: str, length: int) -> list[Any]:
    try:
        values = unseal(cursor)
    except ValueError:
        raise bad_cursor() from None
    if len(values) != length:
        raise bad_cursor()
    return values
