"""Campaigns as lists show them, on any site: the catalogue's cards with words of this moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from cms import spoken
from cms.domain.progress import Progress
from cms.domain.school import Theme
from search.listings import Card

KIND = "campaign"
OPEN, SUCCEEDED = "open", "succeeded"
SOON_DAYS, NEW = 7, timedelta(days=5)
# A campaign without a picture wears its theme's own collage.
SCENES = {
    Theme.ARTS_CULTURE: "theatre",
    Theme.ENVIRONMENT: "jardin",
    Theme.SPORT: "montagne",
    Theme.CITIZENSHIP: "mains",
    Theme.INTERCULTURAL_LANGUAGES: "mer",
    Theme.HISTORY_MEMORY: "livre",
    Theme.SCIENCE: "ciel",
    Theme.HEALTH: "pain",
    Theme.FRENCH_POETRY: "livre",
    Theme.MEDIA_LITERACY: "radio",
    Theme.DIGITAL_CULTURE: "numerique",
    Theme.SCHOOL_BUSINESS_GUIDANCE: "atelier",
}


def scene_of(theme: str) -> str:
    return SCENES.get(Theme(theme), "mains") if theme in Theme.values else "mains"


def theme_name(theme: str) -> str:
    return str(Theme(theme).label) if theme in Theme.values else ""


def shown(cards: Iterable[Card], at: datetime | None = None) -> list[dict[str, Any]]:
    """Return what `components/card_campaign.html` reads; what has no goals is left out."""
    now = at or timezone.now()
    return [_shown(card, now) for card in cards if card.figures.get("minimum_cents")]


def _shown(card: Card, now: datetime) -> dict[str, Any]:
    more, theme = card.more, str(card.more.get("theme", ""))
    state, text = sticker(card, now)
    where = ", ".join(filter(None, [more.get("school"), more.get("town")]))
    code = more.get("code")
    return {
        "title": card.title,
        "url": card.url,
        "lang": spoken.foreign(card),
        "summary": card.summary,
        "school": f"{where} ({code})" if code else where,
        "pair": theme,
        "theme": theme_name(theme),
        "picture_url": urljoin(card.url, more["picture"]) if more.get("picture") else "",
        "scene": "" if more.get("picture") else scene_of(theme),
        "alt": more.get("alt", ""),
        "state": state,
        "state_text": text,
        "raised_cents": card.figures.get("raised_cents", 0),
        "minimum_cents": card.figures["minimum_cents"],
        "optimum_cents": card.figures["optimum_cents"],
        "place": more.get("town", ""),
        "point": card.point,
    }


def details(card: Card, now: datetime) -> dict[str, Any]:
    """Return what a result of a search says of a campaign beside its words."""
    if not card.figures.get("minimum_cents"):
        return {}
    said = _shown(card, now)
    goals = (said["raised_cents"], said["minimum_cents"], said["optimum_cents"])
    more = {name: said[name] for name in ("url", "pair", "state", "state_text")}
    return {**more, "meta": said["school"], "progress": Progress(*goals)}


def sticker(card: Card, now: datetime) -> tuple[str, str]:
    """Return the shape and the words of a state: what is most urgent comes first."""
    if card.state == SUCCEEDED:
        return "done", _("Succeeded")
    if card.state != OPEN or card.ends_at is None or card.ends_at <= now:
        return "done", _("Collection over")
    days = days_left(card.ends_at, now, ZoneInfo(card.more.get("time_zone") or settings.TIME_ZONE))
    if days <= SOON_DAYS:
        return "late", time_left(days)
    if card.figures.get("raised_cents", 0) >= card.figures.get("minimum_cents", 0):
        return "min", _("Minimum reached")
    if card.published_at and now - card.published_at < NEW:
        return "new", _("New")
    return "open", _("Collecting")


def days_left(ends_at: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Count the nights left on the school's own calendar: 0 on the last day."""
    return (ends_at.astimezone(zone).date() - now.astimezone(zone).date()).days


def time_left(days: int) -> str:
    """Say how many days a collection still has; the caller knows that it is not over."""
    if days == 0:
        return _("Last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
