"""What is printed: poster, leaflets, sign-in sheet; tagged PDF in the active language."""

from typing import Any

from django.utils.translation import get_language, gettext as _

from cms.pdf import typeset
from cms.prints import sheet
from tenants.context import current_tenant
from tne_sites import links, wording
from tne_sites.domain.states import SpokenLanguage
from tne_sites.models import Registration, Workshop


def poster(workshop: Workshop) -> bytes:
    """One A4 page for a door or a notice board."""
    return sheet("poster", _of_workshop(workshop), links.short_url(workshop))


def leaflets(workshop: Workshop) -> bytes:
    """Four leaflets on one A4 page, to cut."""
    return sheet("leaflets", _of_workshop(workshop), links.short_url(workshop))


def sign_in_sheet(workshop: Workshop, registrations: list[Registration]) -> bytes:
    """Who is expected, room to sign, and empty lines for those who come unannounced.

    Never cached: it names people.
    """
    words = {
        "title": _("Sign-in sheet: %(title)s") % {"title": workshop.title},
        "language": get_language(),
        "foot": workshop.organiser.name,
        "lead": f"{wording.when_of(workshop)}. {wording.place_of(workshop)}",
        "head": [_("Name"), _("People"), _("Signature")],
        "caption": _("People expected: %(count)s")
        % {"count": sum(row.party for row in registrations)},
        "rows": [[row.name, str(row.party), ""] for row in registrations],
        "empty": max(6, 20 - len(registrations)),
        "notice": _("This sheet names people: keep it in a safe place, then destroy it."),
    }
    return typeset("sign_in", words)


def _of_workshop(workshop: Workshop) -> dict[str, Any]:
    text, language = wording.text_of(workshop), wording.language_of(workshop)
    tenant = current_tenant()
    spoken = [
        str(SpokenLanguage(code).label) for code in workshop.languages if code in SpokenLanguage
    ]
    facts = [
        [_("When"), wording.when_of(workshop)],
        [_("Where"), wording.place_of(workshop)],
        [_("How to come"), text.access_note, language],
        [_("Languages spoken"), ", ".join(spoken)],
        [_("Organised by"), workshop.organiser.name],
    ]
    register = _("Free. Register with your telephone:")
    come = _("Free, without registration. More:")
    return {
        "title": text.title,
        "language": get_language(),
        "text_language": language,
        "foot": tenant.name if tenant else "Trousse",
        "kind": str(workshop.get_kind_display()),
        "lead": text.summary,
        "facts": [fact for fact in facts if fact[1]],
        "call": register if workshop.needs_registration else come,
        "url": links.short_url(workshop),
        "shown_url": links.short_url(workshop).partition("//")[2],
        "qr_alt": _("QR code that opens the page of the workshop"),
        "cancelled": _("Cancelled") if workshop.cancelled_at else "",
    }
