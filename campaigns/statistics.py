"""Sums the gifts of funded collections, in the database. Nobody's name leaves it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import State
from campaigns.domain.statistics import BANDS
from campaigns.models.journal import whole_tables

# Filters in the address: name, column of the campaign or of its school.
COLUMNS = {"departement": "s.department_id", "theme": "c.theme", "dispositif": "c.format"}
FUNDED = frozenset({State.SUCCEEDED, State.PAYING_OUT, State.PAID, State.COMPLETED})
OVER = FUNDED | {State.FAILED, State.CANCELLED}
WANTED = " ".join(
    f"AND (%({name})s = '' OR {column} = %({name})s)" for name, column in COLUMNS.items()
)
FUNDED_ONES = f"""
WITH funded AS MATERIALIZED (
    SELECT c.id FROM campaigns_campaign c LEFT JOIN territories_school s ON s.uai = c.school_id
     WHERE c.state = ANY(%(funded)s) AND c.ended_at >= %(start)s AND c.ended_at < %(end)s {WANTED})
"""  # noqa: S608  our own words
# By donor first, and never sorted: a million gifts are few donors.
GIFTS = f"""
{FUNDED_ONES}, donor AS (
    SELECT g.donor_email, count(*) AS number, sum(g.amount_cents) AS total,
           count(*) FILTER (WHERE g.donor_kind = 'company') AS companies, {{bands}}
      FROM campaigns_gift g JOIN funded ON funded.id = g.campaign_id
     WHERE g.refused_at IS NULL AND EXISTS (
           SELECT FROM campaigns_payment p WHERE p.gift_id = g.id AND p.state = %(paid)s)
     GROUP BY g.donor_email)
SELECT coalesce(sum(number), 0)::bigint, count(*), coalesce(sum(total), 0)::bigint,
       coalesce(sum(companies), 0)::bigint, {{sums}} FROM donor
"""  # noqa: S608  our own words
# What reached these campaigns from envelopes, that of the common fund apart.
BOOSTS = f"""
{FUNDED_ONES}
SELECT count(DISTINCT e.campaign_id), coalesce(sum(m.amount_cents), 0)::bigint,
       coalesce(sum(m.amount_cents) FILTER (WHERE starts_with(d.code, %(common)s)), 0)::bigint
  FROM campaigns_account d JOIN campaigns_movement m ON m.debit_id = d.id
  JOIN campaigns_entry e ON e.id = m.entry_id AND e.kind = 'topup'
  JOIN campaigns_account a ON a.id = m.credit_id
  JOIN funded ON a.code = 'campaign:' || funded.id WHERE d.family = 'fund'
"""  # noqa: S608  our own words


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


def gifts(given: Mapping[str, str], start: datetime, end: datetime) -> Gifts:
    """Sum the gifts to projects funded in a period: two questions."""
    asked: dict[str, Any] = {
        **{name: given.get(name, "") for name in COLUMNS},
        "funded": [str(state) for state in FUNDED],
        "paid": str(PaymentState.SUCCEEDED),
        "common": accounts.SOLIDARITY,
        "start": start,
        "end": end,
    }
    ranks = range(len(BANDS))
    bands = ", ".join(
        f"count(*) FILTER (WHERE {_band(*band)}) AS band_{rank}" for rank, band in enumerate(BANDS)
    )
    sums = ", ".join(f"coalesce(sum(band_{rank}), 0)::bigint" for rank in ranks)
    with whole_tables() as cursor:
        cursor.execute(GIFTS.format(bands=bands, sums=sums), asked)
        number, donors, total, companies, *counts = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute(BOOSTS, asked)
        boosts, boosts_cents, redistributed = cursor.fetchone()
    return Gifts(
        number=number,
        donors=donors,
        total_cents=total,
        companies=companies,
        bands=tuple(counts),
        boosts=boosts,
        boosts_cents=boosts_cents,
        redistributed_cents=redistributed,
    )


def _band(above: int, to: int | None) -> str:
    low = f"g.amount_cents > {above}"
    return low if to is None else f"{low} AND g.amount_cents <= {to}"
