"""The planning as a month: weeks of seven days, each with its workshops."""

import calendar
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tne_sites import clock
from tne_sites.models import Workshop, WorkshopQuerySet

FIRST_YEAR, LAST_YEAR = 2020, 2100


def context(typed: str, rows: WorkshopQuerySet) -> dict[str, Any]:
    """Return what the page shows of a month such as "2026-12"; today's when it is none."""
    first = _first_day(typed)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    by_day = _by_day(rows, weeks[0][0], weeks[-1][-1])
    return {
        "page_title": capfirst(date_format(first, "F Y", use_l10n=False)),
        "header_icon": "date",
        "weeks": [
            [(day, day.month == first.month, by_day.get(day, [])) for day in week] for week in weeks
        ],
        "weekdays": [date_format(day, "l") for day in weeks[0]],
        "previous": (first - timedelta(days=1)).strftime("%Y-%m"),
        "next": (first + timedelta(days=31)).strftime("%Y-%m"),
        "caption": _("Workshops of %(month)s") % {"month": date_format(first, "F Y")},
        "now": timezone.now(),
        "today": clock.today(),
    }


def _first_day(typed: str) -> date:
    try:
        found = datetime.strptime(typed, "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        return clock.today().replace(day=1)
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else clock.today().replace(day=1)


def _by_day(rows: WorkshopQuerySet, first: date, last: date) -> dict[date, list[Workshop]]:
    """A day more on both sides: the local day may be another than that of UTC."""
    start = datetime.combine(first - timedelta(days=1), time.min, tzinfo=UTC)
    end = datetime.combine(last + timedelta(days=2), time.min, tzinfo=UTC)
    found: dict[date, list[Workshop]] = {}
    for row in rows.filter(starts_at__gte=start, starts_at__lt=end).in_order():
        found.setdefault(row.local_start.date(), []).append(row)
    return found
