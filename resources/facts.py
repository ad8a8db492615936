"""Short facts of a page of the library, for `components/facts.html`."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.domain.school import Format, Level, Theme, in_order
from cms.domain.taxonomy import Audience
from resources.cards import minutes_text
from resources.domain.vocabulary import KitTheme, ResourceKind

LANGUAGES = dict(settings.DOCUMENT_LANGUAGES)


def of(page: Any) -> list[dict[str, str]]:
    """Return what is known of the page, in the order that a reader asks."""
    return [{"term": term, "value": value} for term, value in _facts(page) if value]


def _facts(page: Any) -> Iterator[tuple[str, str]]:
    if hasattr(page, "kind"):
        yield _("Kind"), labels([page.kind], ResourceKind)
    if minutes := getattr(page, "minutes", None):
        yield _("Duration"), minutes_text(minutes)
    yield _("Duration"), getattr(page, "duration", "")
    yield _("For whom"), labels(page.audiences, Audience)
    yield _("Level"), labels(in_order(page.level_codes), Level)
    yield _("Kind of action"), labels(getattr(page, "formats", []), Format)
    yield _("Theme"), theme_labels(page.theme_codes)
    if getattr(page, "edition", ""):
        yield _("Edition"), page.edition
    if hasattr(page, "languages"):
        yield _("Languages"), language_names(page.languages)
    if made_on := getattr(page, "made_on", None):
        yield _("Made on"), date_format(made_on)
    yield _("Authors"), page.authors
    yield _("Licence"), page.get_licence_display()
    if page.last_published_at:
        yield _("Updated on"), date_format(page.last_published_at)


def labels(values: Iterable[str], choices: Any) -> str:
    """Name stored codes; one that no longer exists is left out."""
    return ", ".join(str(choices(value).label) for value in values if value in choices)


def theme_labels(values: Iterable[str]) -> str:
    known = {**dict(Theme.choices), **dict(KitTheme.choices)}
    return ", ".join(str(known[value]) for value in values if value in known)


def language_names(codes: Iterable[str]) -> str:
    return ", ".join(str(LANGUAGES.get(code, code)) for code in codes)
