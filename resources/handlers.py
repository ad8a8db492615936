"""What follows from a published page of the resource centre, beside the catalogue."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from resources.models import KitPage, ResourcePage
from tenants.context import in_public

# Several resources are often published one after the other: their mallettes wait for the last.
PATIENCE = timedelta(seconds=30)


def kit_published(instance: KitPage, **_: Any) -> None:
    ask_for_archives([instance])


def resource_changed(instance: ResourcePage, **_: Any) -> None:
    """Make the archives of the mallettes that hold it again, without what is no longer public."""
    from resources.reading import kits_with  # noqa: PLC0415  it reads the models

    if not in_public():
        ask_for_archives(kits_with(instance))


def ask_for_archives(kits: list[KitPage]) -> None:
    from resources.tasks import prepare_archives  # noqa: PLC0415  tasks read the models

    if not in_public():
        for kit in kits:
            prepare_archives.using(run_after=timezone.now() + PATIENCE).enqueue(kit.pk)


def connect() -> None:
    """Called when the app starts; receivers are known by name, so that twice is once."""
    page_published.connect(kit_published, sender=KitPage, dispatch_uid="resources-kit")
    for signal in (page_published, page_unpublished):
        signal.connect(resource_changed, sender=ResourcePage, dispatch_uid="resources-archives")
