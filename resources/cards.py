"""Entries of the resource centre as lists show them: plain values for the components."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import get_language, get_language_info, gettext as _, ngettext

from resources.domain.vocabulary import HEARD, OUTSIDE, WATCHED, ResourceKind
from search import listings
from search.listings import Card, Facet

# The drawings of static/scenes for each kind of thing.
SCENES = {
    "sheet": "atelier",
    "kit": "ressource",
    "belief": "numerique",
    "guide": "livre",
    "diagnosis": "montagne",
    "links": "ciel",
}
KINDS_DRAWN: dict[str, str] = {
    **dict.fromkeys(map(str, WATCHED), "video"),
    **dict.fromkeys(map(str, HEARD), "audio"),
    **dict.fromkeys(map(str, OUTSIDE), "lien"),
}


def shown(cards: Iterable[Card]) -> list[dict[str, Any]]:
    """Return what `components/card_resource.html` shows of each card."""
    kinds = listings.labels_of(Facet.KIND)
    return [_shown(card, kinds) for card in cards]


def _shown(card: Card, kinds: dict[str, str]) -> dict[str, Any]:
    is_foreign = card.language != get_language()
    picture = card.more.get("picture", "")
    return {
        "title": card.title,
        "url": card.url,
        "summary": card.summary,
        "kind": card.kind,
        "kind_text": media_text(card) or kinds.get(card.kind, card.kind),
        "drawing": drawing_of(card.kind, card.more.get("media", "")),
        "meta": ", ".join(meta_of(card)),
        "place": "" if card.is_local else card.site_name,
        "picture_url": urljoin(card.url, picture) if picture else "",
        "scene": "" if picture else scene_of(card),
        "lang": card.language if is_foreign else "",
        "direction": direction_of(card.language) if is_foreign else "",
        "audiences": card.facets.get(Facet.AUDIENCE, ()),
    }


def media_text(card: Card) -> str:
    """Name the kind of a resource: “Video” says more than “Resource”."""
    media = card.more.get("media", "")
    return str(ResourceKind(media).label) if media in ResourceKind else ""


def drawing_of(kind: str, media: str = "") -> str:
    """Return the name of the drawing that stands for a kind in a row."""
    return "mallette" if kind == "kit" else KINDS_DRAWN.get(media, "fiche")


def scene_of(card: Card) -> str:
    """Return the collage of a card without picture."""
    media = card.more.get("media", "")
    drawn = {"video": "theatre", "audio": "radio", "lien": "ciel"}
    return SCENES.get(card.kind) or drawn.get(KINDS_DRAWN.get(media, ""), "livre")


def meta_of(card: Card) -> list[str]:
    """Say how long it is, how much it holds, and what makes it usable by all."""
    said = []
    if minutes := card.figures.get("minutes"):
        said.append(minutes_text(minutes))
    if items := card.figures.get("items"):
        said.append(ngettext("%(count)s resource", "%(count)s resources", items) % {"count": items})
    if duration := card.more.get("duration"):
        said.append(str(duration))
    if card.more.get("has_captions"):
        said.append(_("captions"))
    if card.more.get("has_transcript"):
        said.append(_("transcript"))
    return said


def minutes_text(minutes: int) -> str:
    """Write a duration: “4 min”, “1 h 10”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": minutes}
    if not rest:
        return _("%(hours)s h") % {"hours": hours}
    return _("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": rest}


def direction_of(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "auto"
