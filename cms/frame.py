"""What editors decide around every page of a site: menus, footer, tagline, accessibility mention.

Read once a minute for each language and kept in the site's cache as plain values: a page costs no
query for it. Saving a menu, the settings or a page that a menu may name forgets it at once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.domain.accessibility import Status
from cms.models import AccessibilityStatementPage, ContactPage, Menu, MenuSlot, SiteSettings

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    url: str
    is_action: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    tagline: str = ""
    menu: tuple[Item, ...] = ()
    columns: tuple[Column, ...] = ()
    elsewhere: tuple[Item, ...] = ()
    # The mention that the law wants on the home page; None until the site has its statement.
    accessibility: Status | None = None
    accessibility_url: str = ""
    contact_url: str = ""


def current() -> Frame:
    """Return the frame of the current site in the active language.

    An empty one before it has pages.
    """
    language = get_language() or settings.LANGUAGE_CODE
    frame: Frame | None = cache.get(_key(language))
    if frame is None:
        frame = build(language)
        cache.set(_key(language), frame, SECONDS)
    return frame


def forget(**_: Any) -> None:
    """Receiver: something that the frame shows has changed in the current site."""
    cache.delete_many([_key(code) for code, _name in settings.LANGUAGES])


def build(language: str) -> Frame:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return Frame()
    said = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    menus = _menus(language)
    statement = _page(AccessibilityStatementPage, language)
    contact = _page(ContactPage, language)
    return Frame(
        tagline=said.tagline,
        menu=menus.get(MenuSlot.MAIN, Column("", ())).items,
        columns=tuple(menus[slot] for slot in MenuSlot if slot != MenuSlot.MAIN and slot in menus),
        elsewhere=tuple(_elsewhere(said)),
        accessibility=statement.status if statement else None,
        accessibility_url=(statement.url or "") if statement else "",
        contact_url=(contact.url or "") if contact else "",
    )


def _menus(language: str) -> dict[str, Column]:
    """Read all menus of the site.

    A menu that is not translated is shown in the default language.
    """
    codes = [settings.LANGUAGE_CODE, language]
    rows = Menu.objects.filter(locale__language_code__in=codes).select_related("locale")
    chosen = {
        row.slot: row for row in sorted(rows, key=lambda row: codes.index(row.locale.language_code))
    }
    items = {
        slot: [dict(raw["value"]) for raw in row.items.raw_data] for slot, row in chosen.items()
    }
    pages = _pages(
        [value["page"] for values in items.values() for value in values if value.get("page")],
        language,
    )
    columns = {
        slot: Column(chosen[slot].title, tuple(_items(values, pages)))
        for slot, values in items.items()
    }
    return {slot: column for slot, column in columns.items() if column.items}


def _items(values: Iterable[dict[str, Any]], pages: dict[int, Page]) -> Iterable[Item]:
    for value in values:
        page = pages.get(value.get("page") or 0)
        url = (page.url or "") if page else (value.get("url") or "")
        text = value.get("label") or (page.title if page else "")
        # A page that is not published any more leaves the menu by itself.
        if url and text:
            yield Item(text, url, bool(value.get("is_action")))


def _pages(ids: list[int], language: str) -> dict[int, Page]:
    """Return what each chosen page is in this language.

    Its live translation, or itself when live.
    """
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    codes = [settings.LANGUAGE_CODE, language]
    found: dict[Any, dict[str, Page]] = defaultdict(dict)
    for page in (
        Page.objects.live().filter(translation_key__in=keys.values()).select_related("locale")
    ):
        found[page.translation_key][page.locale.language_code] = page
    return {
        pk: next(found[key][code] for code in reversed(codes) if code in found[key])
        for pk, key in keys.items()
        if found[key].keys() & set(codes)
    }


def _page(model: type[Any], language: str) -> Any:
    """Return the site's page of this type, in this language or else the default one."""
    pages = {
        page.locale.language_code: page for page in model.objects.live().select_related("locale")
    }
    return pages.get(language) or pages.get(settings.LANGUAGE_CODE)


def _elsewhere(said: SiteSettings) -> Iterable[Item]:
    for name in ("mastodon", "linkedin", "instagram", "peertube"):
        if url := getattr(said, name):
            yield Item(str(SiteSettings._meta.get_field(name).verbose_name), url)


def _key(language: str) -> str:
    return f"frame:{language}"
