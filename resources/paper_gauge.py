"""The gauge of a fiche projet in words and figures: `components/gauge.html` says the same."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from cms.domain.gauge import Gauge, Origin, Row
from cms.pdf import prose
from cms.pdf.body import Setter
from cms.pdf.prose import Node
from cms.templatetags.components import euros


def gauge_nodes(gauge: Gauge, setter: Setter) -> list[Node]:
    """Return the gauge under its heading; without enough campaigns it says so."""
    heading = setter.heading(_("How much is needed"))
    if gauge.main is None:
        return [
            heading,
            prose.paragraph(_("Not enough data"), bold=True),
            prose.paragraph(_too_few(gauge)),
        ]
    nodes = [heading, prose.paragraph(_sentence(gauge, gauge.main))]
    if gauge.origin is Origin.EDITORS:
        said = _("Estimate of our team, not yet a computation")
        nodes.append(prose.paragraph(said, bold=True))
    return [*nodes, _table(gauge), prose.paragraph(_whence(gauge))]


def _too_few(gauge: Gauge) -> str:
    said = ngettext(
        "%(total)s comparable campaign is closed; the gauge is computed from five on.",
        "%(total)s comparable campaigns are closed; the gauge is computed from five on.",
        gauge.campaigns,
    )
    return said % {"total": gauge.campaigns}


def _sentence(gauge: Gauge, main: Row) -> str:
    low, middle, high = (euros(amount.cents) for amount in main.amounts.in_order)
    said = (
        _(
            "Half of such campaigns raised between %(low)s and %(high)s; the middle one raised "
            "%(middle)s."
        )
        if gauge.origin is Origin.CAMPAIGNS
        else _("Most such projects cost between %(low)s and %(high)s, often about %(middle)s.")
    )
    return said % {"low": low, "middle": middle, "high": high}


def _table(gauge: Gauge) -> Node:
    names = {
        "minimum": _("Minimum goal"),
        "raised": _("Amount raised"),
        "cost": _("Cost of the project"),
    }
    head = [
        _("Amount"),
        _("One in four stays below"),
        _("The middle one"),
        _("Three in four stay below"),
    ]
    rows = [
        [names[row.name], *(euros(amount.cents) for amount in row.amounts.in_order)]
        for row in gauge.rows
    ]
    caption = (
        _("Estimated costs of such projects")
        if gauge.origin is Origin.EDITORS
        else _("Amounts of comparable projects")
    )
    return prose.table(caption, head, rows)


def _whence(gauge: Gauge) -> str:
    """Say where the figures come from, and when."""
    date = date_format(gauge.as_of) if gauge.as_of else ""
    if gauge.origin is Origin.CAMPAIGNS:
        said = ngettext(
            "Computed from %(total)s closed campaign of the platform, on %(date)s.",
            "Computed from %(total)s closed campaigns of the platform, on %(date)s.",
            gauge.campaigns,
        )
        return said % {"total": gauge.campaigns, "date": date}
    given = _("Figures given by the team on %(date)s, from what teachers told it.")
    later = _(
        "They will be replaced by a computation as soon as five comparable campaigns are closed."
    )
    return f"{given % {'date': date}} {later}" if date else later
