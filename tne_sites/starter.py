"""What a new department has beside the usual pages: its territory, professionals, resource parents.

Asking twice changes nothing.
"""

from wagtail.models import Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms import upkeep
from cms.models import Menu, MenuSlot
from cms.planting import plant
from tenants.lifecycle import Moment, at
from tenants.models import Tenant
from tne_sites import starter_texts


def build_department(tenant: Tenant) -> None:
    """Furnish the current schema after `cms` has; in the transaction that opens the site."""
    if tenant.is_national:
        return
    home = Site.objects.select_related("root_page").get(is_default_site=True).root_page
    known = set(Page.objects.child_of(home).values_list("slug", flat=True))
    new = [page for page in starter_texts.pages(tenant) if page.slug not in known]
    if not new:
        return
    with upkeep.together(), disable_reference_index_auto_update():
        plant(home, new)
        _menu(home)


def _menu(home: Page) -> None:
    """Put what parents look for first; what stood there and is not named stays in the footer."""
    pages = {page.slug: page.pk for page in Page.objects.child_of(home)}
    menu = Menu.objects.filter(slot=MenuSlot.MAIN, locale=home.locale).first()
    if menu:
        menu.items = [
            {"type": "link", "value": {"page": pages[slug], "label": label, "url": ""}}
            for slug, label in starter_texts.MENU
            if slug in pages
        ]
        menu.save()


def install() -> None:
    """Called when the app starts, after `cms`."""
    at(Moment.CREATED)(build_department)
