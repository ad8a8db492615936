"""Keeps the catalogue equal to the pages, in the transaction of whoever changed them.

Wagtail tells some changes after its own commit, when it is too late to undo anything: those of
its calls are made one transaction with what follows from them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.signals import post_page_move

from cms.models import SiteSettings
from cms.models.home import HomePage
from cms.search_documents import NAME, page_models
from cms.visibility import asking
from search import registry
from tenants.context import current_schema, in_public

# Columns that Wagtail saves alone at each keystroke's draft, and that no reader sees.
NEUTRAL = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "numchild",
    }
)
_waiting: ContextVar[set[str] | None] = ContextVar("waiting", default=None)


@contextmanager
def together() -> Iterator[None]:
    """Write the entries of many pages at once, at the end, in the same transaction."""
    with transaction.atomic():
        token = _waiting.set(set())
        try:
            yield
            keys = _waiting.get() or set()
        finally:
            _waiting.reset(token)
        if keys:
            registry.refresh_many(NAME, sorted(keys))


def refresh(keys: Iterable[Any]) -> None:
    names = {str(key) for key in keys}
    waiting = _waiting.get()
    if waiting is not None:
        waiting |= names
    elif names:
        registry.refresh_many(NAME, sorted(names))


def refresh_subtree(page: Page) -> None:
    """A new address, or a lock, changes every page below."""
    refresh(
        Page.objects.descendant_of(page, inclusive=True).values_list("translation_key", flat=True)
    )


def page_saved(instance: Page, update_fields: Any = None, raw: bool = False, **_: Any) -> None:  # noqa: FBT001, FBT002  Django's names
    if not raw and not in_public() and not (update_fields and NEUTRAL.issuperset(update_fields)):
        refresh([instance.translation_key])


def page_deleted(instance: Page, **_: Any) -> None:
    # Wagtail's welcome, a page of no kind of ours, was never in the catalogue.
    if instance.specific_class is not Page:
        refresh([instance.translation_key])


def page_moved(instance: Page, url_path_before: str, url_path_after: str, **_: Any) -> None:
    if url_path_before != url_path_after:
        refresh_subtree(instance)


def privacy_changed(instance: PageViewRestriction, **_: Any) -> None:
    for page in asking(instance.page):
        refresh_subtree(page)


def settings_saved(raw: bool = False, **_: Any) -> None:  # noqa: FBT001, FBT002  Django's name
    """A site's colours are in its home's entry."""
    if not raw:
        homes = [model for model in page_models() if issubclass(model, HomePage)]
        refresh(
            key
            for model in homes
            for key in model.objects.values_list("translation_key", flat=True)
        )


def locale_deleted(instance: Locale, **_: Any) -> None:
    registry.withdraw_all(current_schema(), source=NAME, language=instance.language_code)


def connect() -> None:
    """Called when the app starts; receivers are known by name, so that twice is once."""
    for model in (Page, *page_models()):
        post_save.connect(page_saved, sender=model, dispatch_uid=f"catalogue-{model.__name__}")
    post_delete.connect(page_deleted, sender=Page, dispatch_uid="catalogue-page-deleted")
    post_page_move.connect(page_moved, dispatch_uid="catalogue-page-moved")
    for signal in (post_save, post_delete):
        signal.connect(
            privacy_changed, sender=PageViewRestriction, dispatch_uid="catalogue-privacy"
        )
    post_save.connect(settings_saved, sender=SiteSettings, dispatch_uid="catalogue-settings")
    pre_delete.connect(locale_deleted, sender=Locale, dispatch_uid="catalogue-locale")
    _one_transaction(MovePageAction, "execute")
    _one_transaction(PageViewRestriction, "save")


def _one_transaction(owner: type[Any], name: str) -> None:
    """Wrap a method of Wagtail that commits before it tells."""
    method = getattr(owner, name)
    if not hasattr(method, "is_one_transaction"):
        wrapped = transaction.atomic(method)
        wrapped.is_one_transaction = True
        setattr(owner, name, wrapped)
