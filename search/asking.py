"""Counts what people look for, without knowing who.

A search counts once a month for a visitor: a digest under the month's own key is kept until then,
of which nothing can be read. Words of fewer than `LEAST_VISITORS` people are shown to nobody. What
looks like an address or a number of a person is not counted at all.
"""

import hashlib
import hmac
import re
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet, Sum
from django.http import HttpRequest
from django.utils.timezone import localdate

from kernel.http import client_address
from search import analysis
from search.editorial import Asked, AskedBy
from tenants.context import current_schema

LEAST_VISITORS = 5
LONGEST = 100
REPORTED, KEPT = timedelta(days=92), timedelta(days=400)
ORDERS = {"visitors": "-visitors", "without_result": "-without_result", "clicks": "clicks"}
_PERSONAL = re.compile(r"@|\d{5}|\d\d(?:[ .]\d\d){2}")


def count(request: HttpRequest, text: str, total: int) -> None:
    """Count a search, once a month for each visitor."""
    key = _key(text)
    if key and _is_first(request, "asked", key):
        _add(key, visitors=1, without_result=int(total == 0))


def count_click(request: HttpRequest, text: str) -> None:
    """Count that somebody opened one of the results."""
    key = _key(text)
    if key and _is_first(request, "clicked", key):
        _add(key, clicks=1)


def report(order: str, schema: str = "") -> QuerySet[Asked, Any]:
    """Return the searches of the last months that enough people made, by site; or of one site."""
    since = _month(localdate() - REPORTED)
    return (
        Asked.objects.filter(
            month__gte=since,
            visitors__gte=LEAST_VISITORS,
            **({"schema": schema} if schema else {}),
        )
        .values("schema", "text")
        .annotate(
            visitors=Sum("visitors"), without_result=Sum("without_result"), clicks=Sum("clicks")
        )
        .order_by(ORDERS[order], "-visitors", "text", "schema")
    )


def forget(at: datetime) -> int:
    """Remove digests of past months, and what too few people asked or is old."""
    month = _month(at.date())
    AskedBy.objects.filter(month__lt=month).delete()
    rare = Asked.objects.filter(month__lt=month, visitors__lt=LEAST_VISITORS)
    return rare.delete()[0] + Asked.objects.filter(month__lt=at.date() - KEPT).delete()[0]


def _key(text: str) -> str:
    return "" if _PERSONAL.search(text) else analysis.title_key(text)[:LONGEST].strip()


def _is_first(request: HttpRequest, what: str, key: str) -> bool:
    month = _month(localdate())
    who = f"{client_address(request)} {request.headers.get('User-Agent', '')}"
    said = f"{month} {what} {current_schema()} {key} {who}"
    digest = hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
    _row, is_new = AskedBy.objects.get_or_create(month=month, digest=digest)
    return is_new


def _add(key: str, **more: int) -> None:
    place: dict[str, Any] = {"month": _month(localdate()), "schema": current_schema(), "text": key}
    Asked.objects.get_or_create(**place)
    changed = {name: F(name) + number for name, number in more.items()}
    Asked.objects.filter(**place).update(**changed)


def _month(day: date) -> date:
    return day.replace(day=1)
