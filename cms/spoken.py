"""Things whose page is drawn in every language, whatever language they are described in."""

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.utils.translation import get_language

from search.listings import Card


def address(card: Card) -> str:
    """Return its page in the reader's language: all is said in it but the text that is not there.

    A parent who reads Arabic registers or gives in Arabic.
    """
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or card.language != settings.LANGUAGE_CODE:
        return card.url
    parts = urlsplit(card.url)
    return urlunsplit(parts._replace(path=f"/{language}{parts.path}"))


def foreign(card: Card) -> str:
    """Return the language of its words when it is not the reader's."""
    return card.language if card.language != get_language() else ""
