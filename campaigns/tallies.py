"""Counts collections in the database, as campaigns.domain.statistics defines it: two questions.

A hundred thousand of them are read once, and come back as a few hundred sums.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from campaigns.domain.statistics import Figures, Period
from campaigns.models.journal import whole_tables
from campaigns.statistics import COLUMNS, FUNDED, OVER, WANTED
from territories.domain.departments import MAINLAND_TIME, OVERSEAS_TIMES
from territories.models import AcademyMembership

# Days are those of the school's own calendar. A day of the period, or any day without one.
TOLD = f"""
WITH zone AS MATERIALIZED (
    SELECT * FROM unnest(%(overseas)s::text[], %(zones)s::text[]) AS known(department, name)),
dated AS (
    SELECT c.theme, c.format, c.levels, coalesce(s.department_id, '') AS department,
           coalesce(s.stage, '') AS stage,
           CASE WHEN c.is_courte_echelle THEN 'yes' ELSE 'no' END AS label,
           c.submitted_at AT TIME ZONE coalesce(zone.name, %(mainland)s) AS submitted,
           c.published_at AT TIME ZONE coalesce(zone.name, %(mainland)s) AS published,
           CASE WHEN c.state = ANY(%(over)s) THEN coalesce(c.ended_at, c.closes_at) END
               AT TIME ZONE coalesce(zone.name, %(mainland)s) AS ended,
           c.state = ANY(%(funded)s)
               OR c.state = 'cancelled' AND c.succeeded_at IS NOT NULL AS is_funded,
           c.state = 'cancelled' AS is_cancelled,
           coalesce(c.minimum_cents, 0) AS minimum, coalesce(c.optimum_cents, 0) AS optimum,
           coalesce(a.raised_cents, 0) AS raised
      FROM campaigns_campaign c
      LEFT JOIN territories_school s ON s.uai = c.school_id
      LEFT JOIN zone ON zone.department = s.department_id
      LEFT JOIN campaigns_account a ON a.code = 'campaign:' || c.id AND a.family = 'campaign'
     WHERE c.submitted_at IS NOT NULL
       {WANTED}),
told AS (
    SELECT *, submitted >= %(first)s AND submitted < %(after)s AS is_received,
           coalesce(published >= %(first)s AND published < %(after)s, false) AS is_published,
           coalesce(ended >= %(first)s AND ended < %(after)s, false) AS is_over
      FROM dated)
"""  # noqa: S608  our own words
SUMS = """
    count(*) FILTER (WHERE is_received), count(*) FILTER (WHERE is_published),
    count(*) FILTER (WHERE is_over), count(*) FILTER (WHERE is_over AND is_funded),
    count(*) FILTER (WHERE is_over AND is_funded AND is_cancelled),
    coalesce(sum(raised) FILTER (WHERE is_over AND is_funded AND NOT is_cancelled), 0)::bigint,
    coalesce(sum(minimum) FILTER (WHERE is_over), 0)::bigint,
    coalesce(sum(optimum) FILTER (WHERE is_over), 0)::bigint
"""
# One reading for all dimensions; years and months count one thing each.
COUNT = f"""
{TOLD}, kept AS MATERIALIZED (SELECT * FROM told)
SELECT CASE grouping(theme, format, department, stage, label)
           WHEN 15 THEN 'theme' WHEN 23 THEN 'format' WHEN 27 THEN 'department'
           WHEN 29 THEN 'stage' WHEN 30 THEN 'label' ELSE 'whole' END,
       coalesce(theme, format, department, stage, label, ''), {SUMS}
  FROM kept GROUP BY GROUPING SETS ((), (theme), (format), (department), (stage),
                                    (label))
UNION ALL
SELECT 'level', level, {SUMS} FROM kept, unnest(kept.levels) AS level GROUP BY level
UNION ALL
SELECT 'year', extract(year FROM ended - interval '8 months')::text,
       0, 0, 0, count(*) FILTER (WHERE is_funded), 0, 0, 0, 0
  FROM kept WHERE ended IS NOT NULL GROUP BY 2
UNION ALL
SELECT 'month', extract(month FROM published)::text, 0, count(*), 0, 0, 0, 0, 0, 0
  FROM kept WHERE is_published GROUP BY 2
"""  # noqa: S608  our own words
SCHOOL_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
NOTHING = Figures(**dict.fromkeys(Figures.__dataclass_fields__, 0))


@dataclass(slots=True)
class Tally:
    """The figures of a period: the whole, and each group of each dimension that has some."""

    groups: dict[str, dict[str, Figures]] = field(default_factory=dict)

    @property
    def whole(self) -> Figures:
        return self.groups["whole"][""]

    def by(self, dimension: str) -> Mapping[str, Figures]:
        """Return the groups in which something was published, or is over."""
        found = self.groups.get(dimension, {})
        return {key: one for key, one in found.items() if one.published or one.completed}

    @property
    def years(self) -> Mapping[int, int]:
        """Funded collections by the school year in which they ended, whatever the period."""
        found = self.groups.get("year", {})
        return {int(key): one.funded for key, one in sorted(found.items())}

    @property
    def months(self) -> Mapping[int, int]:
        """Publications of the period by month, September first."""
        found = self.groups.get("month", {})
        return {month: found.get(str(month), NOTHING).published for month in SCHOOL_MONTHS}


def count(given: Mapping[str, str], period: Period | None) -> Tally:
    """Count the collections that the filters of an address leave, in a period or ever."""
    with whole_tables() as cursor:
        cursor.execute(COUNT, _parameters(given, period))
        found = cursor.fetchall()
    tally = Tally()
    for dimension, key, *sums in found:
        names = Figures.__dataclass_fields__
        tally.groups.setdefault(dimension, {})[key] = Figures(**dict(zip(names, sums, strict=True)))
    tally.groups["academy"] = _academies(tally.groups.get("department", {}))
    return tally


def _parameters(given: Mapping[str, str], period: Period | None) -> dict[str, Any]:
    overseas: Collection[str] = OVERSEAS_TIMES
    return {
        "overseas": list(overseas),
        "zones": list(OVERSEAS_TIMES.values()),
        "mainland": MAINLAND_TIME,
        "over": [str(state) for state in OVER],
        "funded": [str(state) for state in FUNDED],
        **{name: given.get(name, "") for name in COLUMNS},
        "first": period.first if period else date.min,
        "after": period.after if period else date.max,
    }


def _academies(departments: Mapping[str, Figures]) -> dict[str, Figures]:
    """Add departments up; today's académie of each."""
    known = AcademyMembership.objects.on(date.today()).by_department()  # noqa: DTZ011  a day
    name: Callable[[str], str] = lambda code: known[code].code if code in known else ""  # noqa: E731
    found: dict[str, Figures] = {}
    for code, figures in departments.items():
        found[name(code)] = found.get(name(code), NOTHING) + figures
    return found
