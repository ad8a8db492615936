"""What follows from a saved image, menu or page, beside the catalogue."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, Site

from cms import frame
from cms.file_text import keeping, reading
from cms.models import (
    AccessibilityStatementPage,
    Document,
    FileText,
    Image,
    Menu,
    SiteSettings,
)
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


def document_saved(instance: Document, *, created: bool, raw: bool = False, **_: Any) -> None:
    """Ask the worker for the words of a new file; one that changed folder may be public or not."""
    from cms.tasks import read_document  # noqa: PLC0415  tasks read the models

    if raw or in_public():
        return
    known = FileText.objects.filter(pk=instance.pk, file_name=instance.file.name).exists()
    if not known and reading.has_words(instance.file_extension):
        read_document.enqueue(instance.pk)
    if not created:
        with transaction.atomic():
            keeping.refresh_users([instance.pk])


def document_deleted(instance: Document, **_: Any) -> None:
    if not in_public():
        with transaction.atomic():
            keeping.refresh_users([instance.pk])


def page_changed(**_: Any) -> None:
    """Forget what was kept for visitors; after commit, or another request keeps it again."""
    if not in_public():
        transaction.on_commit(frame.forget)
        transaction.on_commit(forget_pages)


def connect() -> None:
    """Called when the app starts; receivers are known by name, so that twice is once."""
    post_save.connect(image_saved, sender=Image, dispatch_uid="cms-image")
    post_save.connect(document_saved, sender=Document, dispatch_uid="cms-document")
    post_delete.connect(document_deleted, sender=Document, dispatch_uid="cms-document-deleted")
    for signal in (post_save, post_delete):
        signal.connect(
            keeping.restriction_changed,
            sender=CollectionViewRestriction,
            dispatch_uid="cms-folder-privacy",
        )
    for model in (*KEPT_WITH_PAGES, *page_models()):
        for signal in (post_save, post_delete):
            signal.connect(page_changed, sender=model, dispatch_uid=f"cms-page-{model.__name__}")
