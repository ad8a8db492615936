"""The gauge of a fiche projet: asks whoever knows campaigns, else shows what the editors wrote."""

from django.utils import timezone

from cms.domain.gauge import Editors, Gauge, Quartiles, gauge
from kernel.money import Money
from kernel.ports import funding_estimates
from resources.models import ProjectSheetPage


def gauge_of(sheet: ProjectSheetPage) -> Gauge:
    """Return the gauge of this kind of project, as of today."""
    known = funding_estimates.first()
    campaigns = (
        known.comparable(
            format_code=sheet.formats[0] if sheet.formats else "",
            themes=sheet.themes,
            levels=sheet.levels,
        )
        if known
        else ()
    )
    return gauge(campaigns, editors_of(sheet), at=timezone.localdate())


def editors_of(sheet: ProjectSheetPage) -> Editors | None:
    """Return what the editors say it costs; nothing unless all three amounts are there."""
    euros = (sheet.cost_low_euros, sheet.cost_median_euros, sheet.cost_high_euros)
    if None in euros:
        return None
    # Whoever types them in another order means the same.
    low, median, high = sorted(Money.euros(amount or 0) for amount in euros)
    return Editors(cost=Quartiles(low, median, high), noted_on=sheet.cost_noted_on)
