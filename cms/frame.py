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
from django.db.models import F, Q
from django.utils.translation import get_language
from wagtail.models import Page, Site

from cms.domain.accessibility import Status
from cms.models import AccessibilityStatementPage, ContactPage, Menu, MenuSlot, SiteSettings
from cms.visibility import unlocked, visible

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    url: str
    is_action: bool = False
    # Language of the text, and of the page it leads to; empty for the language of the reader.
    language: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    items: tuple[Item, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    tagline: str = ""
    menu: tuple[Item, ...] = ()
    columns: tuple[Column, ...] = ()
    elsewhere: tuple[Item, ...] = ()
    # The mention that the law wants on the home page; None until the site has its statement.
    accessibility: Status | None = None
    accessibility_url: str = ""
    accessibility_leads_to: str = ""
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
        accessibility_leads_to=other(statement.locale.language_code, language) if statement else "",
        contact_url=(contact.url or "") if contact else "",
    )


def other(code: str, language: str) -> str:
    """Name a language only where it is not the reader's: what a screen reader must be told."""
    return code if code != language else ""


def _menus(language: str) -> dict[str, Column]:
    """Read all menus of the site.

    A menu that is not translated is shown in the default language, and says so.
    """
    codes = [settings.LANGUAGE_CODE, language]
    rows = Menu.objects.filter(locale__language_code__in=codes).select_related("locale")
    known = sorted(rows, key=lambda row: codes.index(row.locale.language_code))
    values = [raw["value"] for row in known for raw in row.items.raw_data]
    pages = _pages([value["page"] for value in values if value.get("page")], language)
    original = _words(row for row in known if row.locale.language_code == settings.LANGUAGE_CODE)
    columns = {row.slot: _column(row, pages, language, original) for row in known}
    return {slot: column for slot, column in columns.items() if column.items}


def _words(menus: Iterable[Menu]) -> set[str]:
    """Return what these menus say by themselves, beside the titles of pages."""
    return {
        text
        for menu in menus
        for text in (menu.title, *(raw["value"].get("label") for raw in menu.items.raw_data))
        if text
    }


def _column(menu: Menu, pages: dict[int, Page], language: str, original: set[str]) -> Column:
    """Gather the links of one menu; `original` are the words of the default language's menus."""

    def spoken(text: str) -> str:
        # A word left as it was is not translated yet.
        code = settings.LANGUAGE_CODE if text in original else menu.locale.language_code
        return other(code, language)

    items = []
    for raw in menu.items.raw_data:
        page = pages.get(raw["value"].get("page") or 0)
        url = (page.url or "") if page else (raw["value"].get("url") or "")
        label = raw["value"].get("label") or ""
        text = label or (page.title if page else "")
        leads_to = other(page.locale.language_code, language) if page else ""
        # A page that was withdrawn or locked leaves the menu by itself.
        if url and text:
            is_action = bool(raw["value"].get("is_action"))
            items.append(Item(text, url, is_action, spoken(label) if label else leads_to, leads_to))
    return Column(menu.title, tuple(items), spoken(menu.title))


def _pages(ids: list[int], language: str) -> dict[int, Page]:
    """Return what each chosen page is in this language.

    Its translation that visitors may read, or else itself when they may.
    """
    keys = dict(Page.objects.filter(pk__in=ids).values_list("pk", "translation_key"))
    codes = [settings.LANGUAGE_CODE, language]
    found: dict[Any, dict[str, Page]] = defaultdict(dict)
    for page in translated(visible()).filter(translation_key__in=keys.values()):
        found[page.translation_key][page.locale.language_code] = page
    return {
        pk: next(found[key][code] for code in reversed(codes) if code in found[key])
        for pk, key in keys.items()
        if found[key].keys() & set(codes)
    }


def translated(pages: Any) -> Any:
    """Leave out the copies that only hold a place in a language: they say it in another one."""
    own = Q(alias_of=None) | Q(alias_of__locale=F("locale"))
    return pages.filter(own).select_related("locale")


def _page(model: type[Any], language: str) -> Any:
    """Return the site's page of this type, in this language or else the default one."""
    rows = translated(model.objects.live().filter(unlocked()))
    pages = {page.locale.language_code: page for page in rows}
    return pages.get(language) or pages.get(settings.LANGUAGE_CODE)


def _elsewhere(said: SiteSettings) -> Iterable[Item]:
    for name in ("mastodon", "linkedin", "instagram", "peertube"):
        if url := getattr(said, name):
            yield Item(str(SiteSettings._meta.get_field(name).verbose_name), url)


def _key(language: str) -> str:
    return f"frame:{language}"
