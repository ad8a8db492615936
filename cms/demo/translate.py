"""Pages of the demonstration in English and Arabic, as translations of the French ones."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from wagtail.models import Locale, Page

from cms import upkeep
from cms.demo import pieces
from cms.demo.registry import step
from cms.demo.texts import translations
from cms.models import HomePage
from tenants.models import Tenant

LANGUAGES = ("en", "ar")


@step("translations")
def load_translations(tenant: Tenant, _at: datetime) -> None:
    """The starter set of every site is translated already: only the nation says more."""
    if not tenant.is_national:
        return
    with upkeep.together():
        for language in LANGUAGES:
            _translate(translations.NATIONAL[language], language)
            pieces.menus(language)


def _translate(texts: Mapping[str, Mapping[str, Any]], language: str) -> None:
    """Copy each French page into the language, the home first, and write its words."""
    locale = Locale.objects.get(language_code=language)
    for slug, values in texts.items():
        # The library has a page for parents too: ours are the home and those just below it.
        french = Page.objects.filter(locale__language_code="fr", depth__lte=3)
        original = french.get(slug=slug).specific
        page = original.get_translation_or_none(locale) or original.copy_for_translation(locale)
        for name, value in _values(original, values).items():
            setattr(page, name, value)
        page.live, page.has_unpublished_changes = True, False
        page.first_published_at = original.first_published_at
        page.last_published_at = original.last_published_at
        page.draft_title = page.title
        # The copy left a draft in French: an editor would see it instead of what is published.
        page.latest_revision = None
        page.save(clean=False)
        page.revisions.all().delete()


def _values(original: Page, values: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(original, HomePage) and "doors" in values:
        words = {name: value for name, value in values.items() if isinstance(value, str)}
        return words | pieces.home_parts(values)
    return dict(values)
