"""The pages and menus of a new site in the other languages, by the address of the French page.

Each language says the same things: `tests/cms/test_starter.py` compares them with the French ones.
"""

from typing import Any

from cms.starter_words import ar, en
from tenants.models import Tenant

LANGUAGES = {"en": en, "ar": ar}


def pages(tenant: Tenant, language: str) -> dict[str, dict[str, Any]]:
    """Return the words of each page, the home first."""
    words = LANGUAGES[language]
    home = words.NATIONAL if tenant.is_national else words.department(tenant.name)
    return {"accueil": home, **words.PAGES, "a-propos": words.about(tenant.name)}


def menu_title(language: str, title: str) -> str:
    return LANGUAGES[language].MENUS.get(title, title)


def label(language: str, path: str) -> str:
    """Return the words of a link to a view of ours; empty where nobody has said them."""
    return LANGUAGES[language].LABELS.get(path, "")
