"""Words that are not in the reader's language."""

from django.utils.translation import get_language

from search.listings import Card


def foreign(card: Card) -> str:
    """Return the language of its words when it is not the reader's."""
    return card.language if card.language != get_language() else ""
