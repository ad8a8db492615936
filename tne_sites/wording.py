"""How a workshop is said in a sentence, in the active language."""

from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _, override

from cms.workshops import hour, when
from tne_sites.domain.states import Mode
from tne_sites.models import Registration, Workshop, WorkshopText


def when_of(workshop: Workshop) -> str:
    return when(workshop.starts_at, workshop.ends_at, workshop.time_zone)


def place_of(workshop: Workshop, *, with_link: bool = False) -> str:
    """Say where it takes place; `with_link` adds the address to join, for those who registered."""
    place = ", ".join(filter(None, [workshop.place_name, workshop.address, workshop.commune_name]))
    if not workshop.is_online:
        return place
    link = workshop.online_url if with_link else ""
    online = _("online: %(link)s") % {"link": link} if link else _("Online")
    return f"{place} – {online}" if workshop.mode == Mode.BOTH and place else online


def text_of(workshop: Workshop) -> Workshop | WorkshopText:
    """Return what carries title, summary, description and access note in the active language."""
    language = get_language() or ""
    texts = {text.language: text for text in workshop.texts.all()}
    return texts.get(language, workshop)


def language_of(workshop: Workshop) -> str:
    """Return the language of its text when it is not the active one, for the mark-up."""
    found = text_of(workshop)
    language = found.language if isinstance(found, WorkshopText) else settings.LANGUAGE_CODE
    return "" if language == get_language() else language


def offer_end(registration: Registration) -> str:
    """Say until when an offer holds, on the clock of the workshop; nothing without an offer."""
    if registration.offer_ends_at is None:
        return ""
    return until(registration.offer_ends_at, registration.workshop, get_language() or "")


def until(instant: datetime, workshop: Workshop, language: str) -> str:
    """Say an instant on the clock of the workshop, in somebody's language."""
    local = instant.astimezone(workshop.time_zone)
    with override(language):
        day = date_format(local, "l j F", use_l10n=False)
        return _("%(day)s at %(hour)s") % {"day": day, "hour": hour(local)}
