"""Pages of the demonstration in English and Arabic, as translations of the French ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wagtail.models import Locale, Page

from cms import upkeep
from cms.demo import pieces
from cms.demo.registry import step
from cms.demo.texts import translations
from cms.models import HomePage, Menu, MenuSlot
from tenants.models import Tenant

# Departments whose home is translated: enough to see it, not twelve times.
TRANSLATED = {"02", "95"}
LANGUAGES = ("en", "ar")


@step("translations")
def load_translations(tenant: Tenant, _at: datetime) -> None:
    with upkeep.together():
        for language in LANGUAGES:
            if tenant.is_national:
                pages = _translate(translations.NATIONAL[language], language)
                _menus(pages, language)
            elif tenant.code in TRANSLATED:
                _translate(translations.department(tenant.name, language), language)


def _translate(texts: Mapping[str, Mapping[str, Any]], language: str) -> dict[str, Page]:
    """Copy each French page into the language, the home first, and write its words."""
    locale = Locale.objects.get(language_code=language)
    done: dict[str, Page] = {}
    for slug, values in texts.items():
        original = Page.objects.get(slug=slug, locale__language_code="fr").specific
        page = original.get_translation_or_none(locale) or original.copy_for_translation(locale)
        for name, value in _values(original, values).items():
            setattr(page, name, value)
        page.live, page.has_unpublished_changes = True, False
        page.first_published_at = original.first_published_at
        page.last_published_at = original.last_published_at
        page.draft_title = page.title
        page.save(clean=False)
        done[slug] = page
    return done


def _values(original: Page, values: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(original, HomePage) and "doors" in values:
        words = {name: value for name, value in values.items() if isinstance(value, str)}
        return words | pieces.home_parts(values)
    return dict(values)


def _menus(pages: Mapping[str, Page], language: str) -> None:
    slugs, title = translations.MENUS[language]
    items = [
        ("link", {"page": pages[slug], "label": "", "url": "", "is_action": False})
        for slug in slugs
    ]
    locale = Locale.objects.get(language_code=language)
    for slot, heading in ((MenuSlot.MAIN, ""), (MenuSlot.FOOTER_1, title)):
        french = Menu.objects.filter(slot=slot, locale__language_code="fr").first()
        key = {"translation_key": french.translation_key} if french else {}
        Menu.objects.update_or_create(
            slot=slot, locale=locale, defaults={"title": heading, "items": items, **key}
        )
