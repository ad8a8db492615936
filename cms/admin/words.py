"""Words of Wagtail that our catalogs say otherwise: what it calls a locale is a language here.

Its French has « Région », which a reader takes for Île-de-France. Nothing reads this list: it keeps
the words in our catalogs, which come before Wagtail's.
"""

from django.utils.translation import gettext_noop

LANGUAGE = (
    gettext_noop("Locale"),
    gettext_noop("Locale: "),
    gettext_noop("Locales"),
    gettext_noop("locale"),
    gettext_noop("Switch locales"),
    gettext_noop("{} locales"),
    gettext_noop("Add a locale"),
    gettext_noop("Add locale"),
    gettext_noop("Delete locale"),
    gettext_noop("Synchronise content from another locale"),
)
