"""The print pack of a campaign: poster and notebook slips, tagged PDF in the active language."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _

from campaigns.links import public_url
from campaigns.models import Campaign
from cms.prints import sheet
from cms.templatetags.components import euros


def poster(campaign: Campaign) -> bytes:
    """One A4 page for the school's gate."""
    return sheet("poster", _words(campaign), public_url(campaign))


def slips(campaign: Campaign) -> bytes:
    """Eight slips on one A4 page, to stick in notebooks."""
    return sheet("slips", _words(campaign), public_url(campaign))


def _words(campaign: Campaign) -> dict[str, Any]:
    url, school = public_url(campaign), campaign.school
    end = ""
    if campaign.closes_at and school:
        local = campaign.closes_at.astimezone(school.department.time_zone)
        end = date_format(local, "DATE_FORMAT")
    facts = [
        [_("School"), f"{school}, {school.town}" if school else ""],
        [_("Minimum goal"), euros(campaign.minimum_cents)],
        [_("Optimum goal"), euros(campaign.optimum_cents)],
        [_("Until"), end],
    ]
    return {
        "title": campaign.title,
        "language": get_language(),
        "foot": f"{school}, {school.town}" if school else "",
        "kind": str(campaign.get_theme_display()),
        "lead": campaign.proposal.pitch,
        "facts": [fact for fact in facts if fact[1]],
        "call": _("Give, even a little, with your telephone:"),
        "url": url,
        "shown_url": url.partition("//")[2],
        "qr_alt": _("QR code that opens the page of the project"),
        "cancelled": "",
    }
