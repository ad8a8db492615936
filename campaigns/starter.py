"""The way to the collections from the first menu of every language, on the national site."""

from django.urls import reverse
from django.utils.translation import override

from campaigns.search_documents import NATIONAL_URLS
from cms.models import Menu, MenuSlot
from tenants.lifecycle import Moment, at
from tenants.models import Tenant

# Words of the menus, kept by editors from then on.
LABELS = {"fr": "Donner", "en": "Give", "ar": "تبرّعوا"}


def lead_to_collections(tenant: Tenant) -> None:
    """Put the link first; harmless twice, and nothing elsewhere."""
    if not tenant.is_national:
        return
    for menu in Menu.objects.filter(slot=MenuSlot.MAIN).select_related("locale"):
        language = menu.locale.language_code
        with override(language):
            url = reverse("collections:index", urlconf=str(NATIONAL_URLS))
        if language in LABELS and url not in {item["value"]["url"] for item in menu.items.raw_data}:
            link = {"page": None, "label": LABELS[language], "url": url, "is_action": False}
            menu.items = [{"type": "link", "value": link}, *menu.items.raw_data]
            menu.save()


def install() -> None:
    """Called when the app starts."""
    at(Moment.CREATED)(lead_to_collections)
