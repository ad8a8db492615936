"""Words of the catalogue for the resource centre; its pages are documents of `cms`."""

from django.utils.translation import gettext_lazy as _

from cms.domain.school import Format, Level, Theme
from resources.domain.vocabulary import Duration, KitTheme, ResourceKind
from search.registry import Facet, name_values

KINDS = {
    "sheet": _("Project sheets"),
    "resource": _("Resources"),
    "kit": _("Mallettes"),
    "belief": _("Idées reçues"),
    "guide": _("Guides"),
    "diagnosis": _("Diagnoses"),
    "links": _("Directory of links"),
}


def install() -> None:
    """Called when the app starts."""
    name_values(Facet.KIND, KINDS)
    name_values(Facet.THEME, dict(Theme.choices))
    name_values(Facet.THEME, dict(KitTheme.choices))
    name_values(Facet.LEVEL, dict(Level.choices))
    name_values(Facet.FORMAT, dict(Format.choices))
    name_values(Facet.MEDIA, dict(ResourceKind.choices))
    name_values(Facet.DURATION, dict(Duration.choices))
