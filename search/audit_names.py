"""Acts on the search, as the audit log says them."""

from django.utils.translation import gettext_lazy as _

from tenants import audit

audit.name_actions(
    {
        "search.words": _("Words of the search changed"),
        "search.promotion": _("Promoted result changed"),
        "search.promotion_removed": _("Promoted result removed"),
    }
)
