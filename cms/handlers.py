"""What follows from a saved image, menu or page, beside the catalogue."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from cms import frame
from cms.models import AccessibilityStatementPage, Image, Menu, SiteSettings
from cms.search_documents import page_models
from tenants.context import in_public
from tenants.page_cache import forget_pages

# Saved with each renaming or new focal point, which need no new rendition.
DRAWN_FROM = frozenset(
    {"file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}
)
# What a kept page shows, or decides who may read it.
KEPT_WITH_PAGES = (
    Menu,
    SiteSettings,
    Site,
    AccessibilityStatementPage,
    Page,
    PageViewRestriction,
    CollectionViewRestriction,
)


def image_saved(
    instance: Image,
    *,
    raw: bool = False,
    update_fields: Any = None,
    **_: Any,
) -> None:
    """Ask the worker for the renditions, in the transaction that stores the image."""
    from cms.tasks import prepare_renditions  # noqa: PLC0415  tasks read the models

    is_untouched = update_fields is not None and DRAWN_FROM.isdisjoint(update_fields)
    if not raw and not is_untouched and not in_public():
        prepare_renditions.enqueue(instance.pk)


def page_changed(**_: Any) -> None:
    """Forget what was kept for visitors; after commit, or another request keeps it again."""
    if not in_public():
        transaction.on_commit(frame.forget)
        transaction.on_commit(forget_pages)


def connect() -> None:
    """Called when the app starts; receivers are known by name, so that twice is once."""
    post_save.connect(image_saved, sender=Image, dispatch_uid="cms-image")
    for model in (*KEPT_WITH_PAGES, *page_models()):
        for signal in (post_save, post_delete):
            signal.connect(page_changed, sender=model, dispatch_uid=f"cms-page-{model.__name__}")
