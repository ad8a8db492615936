"""The definitions of figures, row by row in plain Python: what the database counts is compared."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from campaigns.domain import accounts
from campaigns.domain.states import State
from campaigns.domain.statistics import Figures
from campaigns.models import Account, Campaign
from campaigns.statistics import FUNDED, OVER
from territories.domain.departments import local_day
from territories.models import AcademyMembership

type Within = Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One campaign, as far as figures are concerned; days on the school's own calendar."""

    submitted_on: date | None
    published_on: date | None
    ended_on: date | None
    is_funded: bool
    is_cancelled: bool
    minimum_cents: int
    optimum_cents: int
    raised_cents: int
    theme: str
    format: str
    levels: tuple[str, ...]
    department: str
    academy: str
    stage: str
    is_courte_echelle: bool


def figures(rows: Iterable[Row], within: Within) -> Figures:
    """Count what happened in a period."""
    counted = dict.fromkeys(Figures.__dataclass_fields__, 0)
    for row in rows:
        counted["received"] += _is(row.submitted_on, within)
        counted["published"] += _is(row.published_on, within)
        if not _is(row.ended_on, within):
            continue
        counted["completed"] += 1
        counted["minimum_cents"] += row.minimum_cents
        counted["optimum_cents"] += row.optimum_cents
        counted["funded"] += row.is_funded
        if row.is_funded and row.is_cancelled:
            counted["cancelled"] += 1
        elif row.is_funded:
            counted["raised_cents"] += row.raised_cents
    return Figures(**counted)


def _is(day: date | None, within: Within) -> bool:
    return day is not None and within(day)


def grouped(
    rows: Iterable[Row], keys: Callable[[Row], Collection[str]], within: Within
) -> Mapping[str, Figures]:
    """Count each group apart; a row with two levels counts in both."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for key in keys(row):
            groups.setdefault(key, []).append(row)
    counted = {key: figures(found, within) for key, found in groups.items()}
    return {key: found for key, found in counted.items() if found.published or found.completed}


def by_month(rows: Iterable[Row], within: Within) -> Mapping[int, int]:
    """Count publications by month, September first."""
    counts = dict.fromkeys((9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8), 0)
    for row in rows:
        if row.published_on is not None and within(row.published_on):
            counts[row.published_on.month] += 1
    return counts


def rows() -> list[Row]:
    """Read every campaign that was sent one day."""
    academies = AcademyMembership.objects.on(date.today()).by_department()  # noqa: DTZ011  a day
    raised = dict(
        Account.objects.filter(family="campaign", raised_cents__gt=0).values_list(
            "code", "raised_cents"
        )
    )
    found = Campaign.objects.exclude(submitted_at=None).values(
        "pk", "state", "submitted_at", "published_at", "ended_at", "closes_at", "succeeded_at",
        "minimum_cents", "optimum_cents", "theme", "format", "levels", "school__department",
        "school__stage", "is_courte_echelle",
    )  # fmt: skip
    return [_row(values, raised, academies) for values in found.iterator(chunk_size=5000)]


def _row(values: Mapping[str, Any], raised: Mapping[str, int], academies: Mapping[str, Any]) -> Row:
    department = values["school__department"] or ""
    state = State(values["state"])
    ended = values["ended_at"] or values["closes_at"] if state in OVER else None

    def day(moment: datetime | None) -> date | None:
        return local_day(department, moment) if moment else None

    academy = academies.get(department)
    return Row(
        submitted_on=day(values["submitted_at"]),
        published_on=day(values["published_at"]),
        ended_on=day(ended),
        is_funded=state in FUNDED or bool(state == State.CANCELLED and values["succeeded_at"]),
        is_cancelled=state == State.CANCELLED,
        minimum_cents=values["minimum_cents"] or 0,
        optimum_cents=values["optimum_cents"] or 0,
        raised_cents=raised.get(accounts.campaign(values["pk"]), 0),
        theme=values["theme"],
        format=values["format"],
        levels=tuple(values["levels"]),
        department=department,
        academy=academy.code if academy else "",
        stage=values["school__stage"] or "",
        is_courte_echelle=values["is_courte_echelle"],
    )
