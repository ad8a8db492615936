"""Acts on a department's site, as the audit log says them."""

from django.utils.translation import gettext_lazy as _

from tenants import audit

audit.name_actions(
    {
        "agreement.paper_added": _("Paper of an agreement added"),
        "agreement.paper_read": _("Paper of an agreement read"),
        "organiser.admitted": _("Access given to an organiser"),
        "organiser.ended": _("Access of an organiser ended"),
        "resource_parent.export": _("List of resource parents exported"),
        "resource_parent.moved": _("State of a resource parent changed"),
        "school.entered": _("School entered by hand"),
        "target_school.added": _("Target schools added"),
        "target_school.retired": _("Target school retired"),
        "workshop.wrote": _("Message sent to registrants"),
        "workshop.sheet": _("Sign-in sheet printed"),
        "workshop.export": _("List of registrants exported"),
    }
)
