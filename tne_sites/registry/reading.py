"""The registry as the national team reads it: three queries, and no schema is entered."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import Coordination
from tenants.models import Tenant
from tne_sites.registry.models import DepartmentRecord, DepartmentTotals, known_wave

# Keys of tne_sites.figures that the table shows, in order.
COLUMNS = (
    ("workshops_held", _("Workshops held")),
    ("workshops_planned", _("Workshops planned")),
    ("targets_covered", _("Target schools covered")),
    ("partners", _("Structures under agreement")),
    ("resource_parents", _("Resource parents active")),
    ("people_came", _("People who came")),
)


@dataclass(frozen=True, slots=True)
class Line:
    site: Tenant
    record: DepartmentRecord
    body: str
    active_at: datetime | None
    values: list[int | None]


def lines() -> list[Line]:
    """Return one line for each department that has a site, by code."""
    body = Coordination.objects.current().filter(tenant=OuterRef("pk")).values("body__name")[:1]
    sites = Tenant.objects.departments().annotate(body=Subquery(body)).order_by("code")
    sites = sites.select_related("totals").prefetch_related("domains")
    records = DepartmentRecord.objects.in_bulk()
    return [_line(site, records.get(site.code) or new_record(site.code)) for site in sites]


def totals() -> dict[str, Any]:
    """Add the projections up; say how many departments they are, and since when."""
    added: Counter[str] = Counter()
    rows = list(DepartmentTotals.objects.values_list("figures", "computed_at"))
    for figures, _computed in rows:
        added.update({key: figures.get(key, 0) for key, _label in COLUMNS})
    return {
        "labels": [label for _key, label in COLUMNS],
        "values": [added[key] for key, _label in COLUMNS],
        "departments": len(rows),
        "computed_at": min((computed for _figures, computed in rows), default=None),
    }


def record_of(code: str) -> DepartmentRecord:
    return DepartmentRecord.objects.filter(code=code).first() or new_record(code)


def new_record(code: str) -> DepartmentRecord:
    """What is known before anybody says more: the wave of the programme's first twelve."""
    return DepartmentRecord(code=code, wave=known_wave(code))


def _line(site: Any, record: DepartmentRecord) -> Line:
    found = getattr(site, "totals", None)
    figures = found.figures if found else {}
    return Line(
        site=site,
        record=record,
        body=site.body or "",
        active_at=found.active_at if found else None,
        values=[figures.get(key) for key, _label in COLUMNS],
    )
