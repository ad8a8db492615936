"""What is printed: poster, leaflets, sign-in sheet; tagged PDF in the active language."""

import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any

import segno
from django.core.cache import cache
from django.utils.translation import get_language, gettext as _
from segno import QRCode

from cms.pdf import typeset
from tenants.context import current_tenant
from tne_sites import links, wording
from tne_sites.domain.states import SpokenLanguage
from tne_sites.models import Registration, Workshop

CACHED_SECONDS = 600


def poster(workshop: Workshop) -> bytes:
    """One A4 page for a door or a notice board."""
    return _kept("poster", _of_workshop(workshop), links.short_url(workshop))


def leaflets(workshop: Workshop) -> bytes:
    """Four leaflets on one A4 page, to cut."""
    return _kept("leaflets", _of_workshop(workshop), links.short_url(workshop))


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
    text = wording.text_of(workshop)
    tenant = current_tenant()
    spoken = [
        str(SpokenLanguage(code).label) for code in workshop.languages if code in SpokenLanguage
    ]
    facts = [
        [_("When"), wording.when_of(workshop)],
        [_("Where"), wording.place_of(workshop)],
        [_("How to come"), text.access_note],
        [_("Languages spoken"), ", ".join(spoken)],
        [_("Organised by"), workshop.organiser.name],
    ]
    register = _("Free. Register with your telephone:")
    come = _("Free, without registration. More:")
    return {
        "title": text.title,
        "language": get_language(),
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


def _kept(template: str, data: Mapping[str, Any], url: str) -> bytes:
    """Set the page, or return the one set for the same words a moment ago."""
    digest = hashlib.sha256(json.dumps([template, data]).encode()).hexdigest()
    made = cache.get(f"print:{digest}")
    if made is None:
        made = typeset(template, data, files={"qr.svg": _qr(url)})
        cache.set(f"print:{digest}", made, CACHED_SECONDS)
    return bytes(made)


def _qr(url: str) -> bytes:
    code: QRCode = segno.make(url, error="m", micro=False)
    stream = io.BytesIO()
    code.save(stream, kind="svg", scale=4, border=2)
    return stream.getvalue()
