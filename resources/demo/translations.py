"""A few pages of the resource centre in English and Arabic, captions and transcripts included."""

from typing import Any

from wagtail.models import Locale, Page

from resources.demo import texts
from resources.models import LibraryPage

# The parents of a page come before it: a translation stands under a translation.
ORDER = ("ressources", "parents", "toutes-les-ressources", "c-est-quoi-l-ent", "bourse-de-college")


def write_translations(library: LibraryPage) -> None:
    """Copy each French page into the language and write its words; harmless twice."""
    known = {page.slug: page for page in Page.objects.descendant_of(library, inclusive=True)}
    for language, said in texts.read("traductions").items():
        locale = Locale.objects.get(language_code=language)
        for slug in ORDER:
            original = known[slug].specific
            if original.get_translation_or_none(locale) is None:
                _write(original.copy_for_translation(locale), original, said[slug])


def _write(page: Any, original: Any, words: dict[str, str]) -> None:
    for name, value in words.items():
        setattr(page, name, value.strip() + "\n" if name == "captions" else value)
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = original.first_published_at
    page.last_published_at = original.last_published_at
    page.draft_title = page.title
    # The copy left a draft in French: an editor would see it instead of what is published.
    page.latest_revision = None
    page.save(clean=False)
    page.revisions.all().delete()
