"""The public page of figures: counted in the database, each chart with its table and its file."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext as _, gettext_lazy, override
from django.views.decorators.http import require_safe

from campaigns import statistics, tallies
from campaigns.domain.statistics import Figures
from campaigns.domain.taxonomy import Format, Level, Theme
from campaigns.periods import bounds, period_of
from campaigns.search_documents import academy_names
from campaigns.tables import to_csv
from campaigns.tallies import Tally
from cms import lists
from cms.templatetags.components import euros, number
from territories.domain.school_year import SchoolYear
from territories.models import Department
from territories.models.school import Stage

# A job counts every ten minutes (campaigns.jobs); without it a visitor does after half an hour at
# most: numbers are kept for a quarter, and what a page says with them for another.
KEPT_SECONDS = 900
ASKED, MOST_ASKED, DAY = "figures:asked", 20, 86_400
ROW_HEIGHT, BAR_WIDTH = 46, 470


@dataclass(frozen=True, slots=True)
class Table:
    """One dimension: its heading, what it is counted by, and the words of its keys."""

    title: Any
    dimension: str  # of campaigns.tallies
    names: Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What was counted for the filters of an address, and when."""

    tally: Tally
    gifts: statistics.Gifts
    at: datetime


TABLES: Mapping[str, Table] = {
    "theme": Table(gettext_lazy("By theme"), "theme", lambda: dict(Theme.choices)),
    "dispositif": Table(gettext_lazy("By kind of action"), "format", lambda: dict(Format.choices)),
    "niveau": Table(gettext_lazy("By level"), "level", lambda: dict(Level.choices)),
    "degre": Table(gettext_lazy("By degree"), "stage", lambda: dict(Stage.choices)),
    "academie": Table(gettext_lazy("By académie"), "academy", academy_names),
    "departement": Table(
        gettext_lazy("By department"),
        "department",
        lambda: dict(Department.objects.values_list("code", "name")),
    ),
    "courte-echelle": Table(
        gettext_lazy("Courte Échelle"),
        "label",
        lambda: {"yes": _("With the label"), "no": _("Without")},
    ),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show what was counted half an hour ago at most, whatever the number of visitors."""
    given = _given(request)
    key = _key(given)
    context = cache.get(key) or _count(given)
    if given.keys() <= {"annee"}:
        known = cache.get(ASKED, {})
        cache.set(ASKED, dict([*known.items(), (key, (get_language(), given))][-MOST_ASKED:]), DAY)
    query = request.GET.urlencode()
    meta = lists.meta(request, is_narrowed=bool(given))
    return render(request, "campaigns/figures.html", {**context, "query": query, "meta": meta})


def count_again() -> int:
    """Count the whole, and the years asked for since yesterday, before a visitor has to wait.

    What filters narrow is counted when it is asked for: it is soon done.
    """
    wanted: list[tuple[str, dict[str, str]]] = [(code, {}) for code, _name in settings.LANGUAGES]
    wanted += [one for one in cache.get(ASKED, {}).values() if one not in wanted]
    seen: set[str] = set()
    for language, given in wanted:
        with override(language):
            _count(given, anew=_key(given, "") not in seen)
        seen.add(_key(given, ""))
    return len(wanted)


def _count(given: Mapping[str, str], *, anew: bool = False) -> dict[str, Any]:
    context = _context(given, _numbers(given, anew=anew))
    cache.set(_key(given), context, KEPT_SECONDS)
    return context


def _numbers(given: Mapping[str, str], *, anew: bool) -> Numbers:
    """Count what is the same in every language, once for all of them."""
    key = _key(given, "")
    known: Numbers | None = None if anew else cache.get(key)
    if known is None:
        year = period_of(given.get("annee", ""))
        tally, gifts = tallies.count(given, year), statistics.gifts(given, *bounds(year))
        known = Numbers(tally=tally, gifts=gifts, at=timezone.now())
        cache.set(key, known, KEPT_SECONDS)
    return known


def _key(given: Mapping[str, str], language: str | None = None) -> str:
    told = get_language() if language is None else language
    asked = json.dumps([told, sorted(given.items())])
    return f"figures:{hashlib.sha256(asked.encode()).hexdigest()}"


@require_safe
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One table as a file."""
    if name not in TABLES:
        raise Http404
    given = _given(request)
    tally = tallies.count(given, period_of(given.get("annee", "")))
    found = _tables(tally, [name])[0]
    content = to_csv(_head(found["title"]), [line["cells"] for line in found["lines"]])
    headers = {"Content-Disposition": f'attachment; filename="collectes-{name}.csv"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _given(request: HttpRequest) -> dict[str, str]:
    names = ("annee", *statistics.COLUMNS)
    given = {name: request.GET.get(name, "").replace("\0", "")[:40] for name in names}
    return {name: value for name, value in given.items() if value}


def _context(given: Mapping[str, str], counted: Numbers) -> dict[str, Any]:
    year, tally, gifts = period_of(given.get("annee", "")), counted.tally, counted.gifts
    whole = tally.whole
    return {
        "whole": whole,
        "gifts": gifts,
        "cards": _cards(whole, gifts),
        "years": _years(tally),
        "months": _months(tally),
        "bands": _bands(gifts),
        "tables": _tables(tally, list(TABLES)),
        "computed_at": counted.at,
        "year": year,
        "choices": _choices(given),
        "is_narrowed": bool(given),
    }


def _cards(whole: Figures, gifts: statistics.Gifts) -> list[dict[str, str]]:
    rate = whole.success_rate
    told = [
        (number(whole.published), _("projects published")),
        (number(whole.completed), _("collections over")),
        (f"{round(rate * 100)} %" if rate is not None else "–", _("of them reached their minimum")),
        (euros(whole.raised_cents // 100 * 100), _("raised for schools")),
        (number(gifts.donors), _("donors")),
        (euros(gifts.mean_cents) or "–", _("for a gift, on average")),
    ]
    return [{"value": value, "label": label} for value, label in told]


def _years(tally: Tally) -> list[dict[str, Any]]:
    known = list(tally.years.items())[-6:]
    return [{"label": str(SchoolYear(start)), "value": funded} for start, funded in known]


def _months(tally: Tally) -> list[dict[str, Any]]:
    counts = tally.months
    if not any(counts.values()):
        return []
    return [{"label": str(MONTHS[month])[:3], "value": count} for month, count in counts.items()]


def _bands(gifts: statistics.Gifts) -> list[dict[str, Any]]:
    if not gifts.number:
        return []
    names = ("≤ 25 €", "≤ 50 €", "≤ 100 €", "≤ 200 €", "≤ 500 €", "≤ 1000 €", "> 1000 €")
    return [{"label": name, "value": count} for name, count in zip(names, gifts.bands, strict=True)]


def _tables(tally: Tally, names: Sequence[str]) -> list[dict[str, Any]]:
    found = []
    for name in names:
        table = TABLES[name]
        words = table.names()
        groups = tally.by(table.dimension)
        lines: list[dict[str, Any]] = [
            {"label": str(words.get(key, key) or _("Unknown")), "cells": _cells(words, key, group),
             "value": group.published}
            for key, group in groups.items()
        ]  # fmt: skip
        lines.sort(key=lambda line: (-line["value"], line["label"]))
        _place(lines)
        found.append(
            {"name": name, "title": str(table.title), "lines": lines, "head": _head(table.title),
             "height": ROW_HEIGHT * len(lines)}
        )  # fmt: skip
    return found


def _place(lines: list[dict[str, Any]]) -> None:
    """Say where each bar of the drawing lies."""
    most = max((line["value"] for line in lines), default=0) or 1
    for rank, line in enumerate(lines):
        line["y"] = ROW_HEIGHT * rank
        line["width"] = max(2, line["value"] * BAR_WIDTH // most)


def _head(title: object) -> list[str]:
    return [
        str(title), _("Published"), _("Completed"), _("Funded"), _("Success rate"),
        _("Raised"), _("Mean raised"),
    ]  # fmt: skip


def _cells(words: Mapping[str, Any], key: str, group: Figures) -> list[str]:
    rate = group.success_rate
    return [
        str(words.get(key, key) or _("Unknown")),
        number(group.published),
        number(group.completed),
        number(group.funded),
        f"{round(rate * 100)} %" if rate is not None else "–",
        euros(group.raised_cents),
        euros(group.mean_raised_cents) or "–",
    ]


def _choices(given: Mapping[str, str]) -> list[dict[str, Any]]:
    """The filters as lists to choose from."""
    today = SchoolYear.of(timezone.localdate())
    known = [str(SchoolYear(start)) for start in range(today.start, today.start - 6, -1)]
    years = dict(zip(known, known, strict=True))
    this_year = timezone.localdate().year
    for number_of in range(this_year, this_year - 6, -1):
        years[str(number_of)] = _("%(year)s, January to December") % {"year": number_of}
    lists = {
        "annee": (_("Year"), years),
        "departement": (_("Department"), TABLES["departement"].names()),
        "theme": (_("Theme"), dict(Theme.choices)),
        "dispositif": (_("Kind of action"), dict(Format.choices)),
    }
    return [
        {"name": name, "label": label, "options": [
            {"value": value, "text": text, "is_chosen": given.get(name) == value}
            for value, text in words.items()
        ]}
        for name, (label, words) in lists.items()
    ]  # fmt: skip
