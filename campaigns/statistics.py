"""Reads what figures are computed from: the campaigns, and sums of their gifts. Nobody's name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import State
from campaigns.domain.statistics import BANDS, Row
from campaigns.models import Account, Campaign, Gift, Movement
from territories.domain.departments import local_day
from territories.models import AcademyMembership

# Filters in the address: name, column of the campaign.
COLUMNS = {"departement": "school__department", "theme": "theme", "dispositif": "format"}
FUNDED = frozenset({State.SUCCEEDED, State.PAYING_OUT, State.PAID, State.COMPLETED})
OVER = FUNDED | {State.FAILED, State.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gifts:
    """What donors gave to funded projects, by size; refused gifts count no more."""

    number: int
    donors: int
    total_cents: int
    companies: int
    bands: tuple[int, ...]
    boosts: int  # campaigns that received one
    boosts_cents: int
    redistributed_cents: int

    @property
    def mean_cents(self) -> int | None:
        return round(self.total_cents / self.number) if self.number else None


def chosen(given: Mapping[str, str]) -> QuerySet[Campaign]:
    """Return the campaigns that the filters of an address leave; an unknown value finds none."""
    wanted = {COLUMNS[name]: value for name, value in given.items() if name in COLUMNS and value}
    return Campaign.objects.filter(**wanted)


def rows(campaigns: QuerySet[Campaign]) -> list[Row]:
    """Read every campaign that was sent one day: three queries, whatever their number."""
    academies = AcademyMembership.objects.on(date.today()).by_department()  # noqa: DTZ011  a day
    raised = dict(
        Account.objects.filter(family="campaign", raised_cents__gt=0).values_list(
            "code", "raised_cents"
        )
    )
    found = campaigns.exclude(submitted_at=None).values(
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


def gifts(campaigns: QuerySet[Campaign], start: datetime, end: datetime) -> Gifts:
    """Sum the gifts to projects funded in a period: two queries."""
    funded = campaigns.filter(state__in=FUNDED, ended_at__gte=start, ended_at__lt=end)
    paid = Gift.objects.filter(
        campaign__in=funded.values("pk"), refused_at=None, payments__state=PaymentState.SUCCEEDED
    )
    counted = paid.aggregate(
        number=Count("pk"),
        donors=Count("donor_email", distinct=True),
        total=Sum("amount_cents"),
        companies=Count("pk", filter=Q(donor_kind="company")),
        **{f"band_{rank}": Count("pk", filter=_band(*band)) for rank, band in enumerate(BANDS)},
    )
    codes = [accounts.campaign(key) for key in funded.values_list("pk", flat=True)]
    return Gifts(
        number=counted["number"],
        donors=counted["donors"],
        total_cents=counted["total"] or 0,
        companies=counted["companies"],
        bands=tuple(counted[f"band_{rank}"] for rank in range(len(BANDS))),
        **_boosts(codes),
    )


def _band(above: int, to: int | None) -> Q:
    low = Q(amount_cents__gt=above)
    return low if to is None else low & Q(amount_cents__lte=to)


def _boosts(codes: Collection[str]) -> dict[str, int]:
    """Read the top-ups that reached these campaigns, those of the common fund apart."""
    common = Case(
        When(debit__code__startswith=accounts.SOLIDARITY, then=F("amount_cents")),
        default=Value(0),
        output_field=BigIntegerField(),
    )
    found = Movement.objects.filter(entry__kind="topup", credit__code__in=codes).aggregate(
        boosts=Count("credit", distinct=True),
        boosts_cents=Cast(Sum("amount_cents"), BigIntegerField()),
        redistributed_cents=Cast(Sum(common), BigIntegerField()),
    )
    return {name: value or 0 for name, value in found.items()}
