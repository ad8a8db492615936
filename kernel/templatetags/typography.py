"""``{{ text|typo }}``: French spaces and quotes where the page is read in French."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from kernel import typography

register = template.Library()


@register.simple_tag
def in_french() -> str:
    """Say that words are French, on a page in another language: `<p{% in_french %}>`."""
    return "" if (get_language() or "fr").startswith("fr") else mark_safe(' lang="fr" dir="auto"')


@register.filter
def typo(value: object, language: str = "") -> str:
    """Apply French typography to a text or to safe HTML; other languages stay as they are.

    ``{{ page.title|typo }}``, ``{{ body|richtext|typo:page.language }}``.
    """
    spoken = language or get_language()
    if hasattr(value, "__html__"):  # safe strings, and the rich texts of the editors
        # Only text nodes change, and no mark-up is made: what was safe stays safe.
        return mark_safe(typography.french_html(value.__html__(), spoken))  # noqa: S308  escaped by what wrote it
    return typography.for_language(str(value), spoken)
