"""What a new department has beside the usual pages: its territory, professionals, resource parents.

In each language of the usual pages. Asking twice changes nothing.
"""

from typing import Any

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms import upkeep
from cms.models import BasePage, DepartmentHomePage, Menu, MenuSlot
from cms.planting import plant
from tenants.lifecycle import Moment, at
from tenants.models import Tenant
from tne_sites import starter_texts


def build_department(tenant: Tenant) -> None:
    """Furnish the current schema after `cms` has; in the transaction that opens the site."""
    if tenant.is_national:
        return
    homes = {
        home.locale.language_code: home
        for home in DepartmentHomePage.objects.select_related("locale")
    }
    keys: dict[str, Any] = {}
    with upkeep.together(), disable_reference_index_auto_update():
        for code in starter_texts.LANGUAGES:
            if code in homes:
                _furnish(tenant, homes[code], keys)


def _furnish(tenant: Tenant, home: DepartmentHomePage, keys: dict[str, Any]) -> None:
    """Add the pages of one language that are missing; the French ones give their keys."""
    code = home.locale.language_code
    known = dict(Page.objects.child_of(home).values_list("slug", "translation_key"))
    new: list[BasePage] = []
    for page in starter_texts.pages(tenant, code):
        if page.slug in known:
            keys.setdefault(page.slug, known[page.slug])
            continue
        page.translation_key = keys.setdefault(page.slug, page.translation_key)
        page.locale = home.locale
        new.append(page)
    if new:
        plant(home, new)
        _menu(home, home.locale)


def _menu(home: Page, locale: Locale) -> None:
    """Put what parents look for first; the footer keeps its own links."""
    code = locale.language_code
    prefix = "" if code == settings.LANGUAGE_CODE else f"/{code}"
    pages = {page.slug: page.pk for page in Page.objects.child_of(home)}
    menu = Menu.objects.filter(slot=MenuSlot.MAIN, locale=locale).first()
    if menu is None:
        return
    items = []
    for target, label in starter_texts.MENU[code]:
        if target.startswith("/"):
            value = {"page": None, "label": label, "url": prefix + target}
        elif target in pages:
            value = {"page": pages[target], "label": label, "url": ""}
        else:
            continue
        items.append({"type": "link", "value": value})
    menu.items = items
    menu.save()


def install() -> None:
    """Called when the app starts, after `cms`."""
    at(Moment.CREATED)(build_department)
