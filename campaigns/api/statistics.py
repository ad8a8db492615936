"""The public figures of the collections as numbers: those of their page."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from campaigns import statistics, tallies
from campaigns.api.campaigns import national_only
from campaigns.domain.statistics import Figures, Period
from campaigns.periods import bounds, period_of
from campaigns.tallies import Tally
from campaigns.views.figures import KEPT_SECONDS, TABLES
from cms.api.pages import LOCALES
from kernel.api.answers import answer
from kernel.api.problems import NOT_FOUND, Problem, documented
from search.api import Value

router = Router(tags=["campaigns"])
# Name in the API, name of the table on the page.
DIMENSIONS = {
    "theme": "theme",
    "format": "dispositif",
    "level": "niveau",
    "degree": "degre",
    "academy": "academie",
    "department": "departement",
    "label": "courte-echelle",
}


class FiguresOut(Schema):
    """`success_rate` divides by `completed`, `mean_raised_cents` by those funded and carried on."""

    received: int
    published: int
    completed: int
    funded: int
    cancelled: int
    raised_cents: int
    success_rate: float | None
    mean_raised_cents: int | None
    mean_minimum_cents: int | None
    mean_optimum_cents: int | None


class GiftsOut(Schema):
    """Of donors to funded collections; a refused gift counts no more.

    `bands` count gifts up to 25, 50, 100, 200, 500 and 1,000 €, then above.
    """

    number: int
    donors: int
    total_cents: int
    mean_cents: int | None
    companies: int
    bands: list[int]
    boosts: int
    boosts_cents: int
    redistributed_cents: int


class Group(Schema):
    value: str
    label: str
    figures: FiguresOut


class Statistics(Schema):
    first_day: date
    last_day: date
    figures: FiguresOut
    gifts: GiftsOut
    groups: list[Group]


class Asked(Schema):
    """`year` is a year of schools (2025-2026) or of the calendar; without it, everything."""

    year: Annotated[str, Field(max_length=9, pattern="^(20[0-9]{2}(-20[0-9]{2})?)?$")] = ""
    theme: Value = ""
    format: Value = ""
    department: Value = ""
    by: Literal[tuple(DIMENSIONS)] | None = None  # type: ignore[valid-type]  # known at start
    locale: Literal[LOCALES] = settings.LANGUAGE_CODE  # type: ignore[valid-type]  # known at start


@router.get(
    "statistics",
    response={200: Statistics, **documented(NOT_FOUND)},
    summary="Read the figures of the collections",
)
def read_statistics(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    """Counted from the rows, at most ten minutes ago; `by` adds the same figures for each group."""
    national_only()
    period = period_of(asked.year)
    if asked.year and period is None:
        raise Problem(NOT_FOUND, _("There are no figures of that year."))
    given = {
        "theme": asked.theme,
        "dispositif": asked.format,
        "departement": asked.department,
    }
    key = f"figures:api:{hashlib.sha256(asked.model_dump_json().encode()).hexdigest()}"
    data = cache.get(key)
    if data is None:
        with translation.override(asked.locale):
            data = _counted(given, period, asked.by)
        cache.set(key, data, KEPT_SECONDS)
    with translation.override(asked.locale):
        return answer(request, data)


def _counted(given: Mapping[str, str], period: Period | None, by: str | None) -> dict[str, Any]:
    tally = tallies.count(given, period)
    first, end = bounds(period)
    gifts = statistics.gifts(given, first, end)
    return {
        "first_day": first.date(),
        "last_day": end.date() - timedelta(days=1),
        "figures": figures_out(tally.whole),
        "gifts": {**asdict(gifts), "mean_cents": gifts.mean_cents},
        "groups": _groups(tally, by) if by else [],
    }


def _groups(tally: Tally, by: str) -> list[dict[str, Any]]:
    table = TABLES[DIMENSIONS[by]]
    words = table.names()
    return [
        {
            "value": value,
            "label": str(words.get(value, value) or _("Unknown")),
            "figures": figures_out(found),
        }
        for value, found in sorted(tally.by(table.dimension).items())
    ]


def figures_out(found: Figures) -> dict[str, Any]:
    return {name: getattr(found, name) for name in FiguresOut.model_fields}
