"""Adds many pages at once under one parent, with a few queries each.

Wagtail's way checks each page as if an editor had typed it: some twenty queries. These pages come
from our own code, whose tests check them once; what is skipped is the checking and the log, never
the result.
"""

from collections.abc import Sequence

from django.db.models import Max
from django.utils import timezone
from wagtail.models import Page

from cms.models import BasePage
from tenants.tasks import enqueued_together

HOME_DEPTH = 2


def plant[P: BasePage](parent: Page, pages: Sequence[P]) -> list[P]:
    """Save new live pages as the last children of a parent, in order.

    The caller holds a transaction.
    """
    if not pages:
        return []
    depth = parent.depth + 1
    children = Page.objects.filter(path__startswith=parent.path, depth=depth)
    last = children.aggregate(last=Max("path"))["last"]
    taken = Page._str2int(last[-Page.steplen :]) if last else 0  # noqa: SLF001  the tree's own arithmetic
    with enqueued_together():
        for number, page in enumerate(pages, start=taken + 1):
            page.path = Page._get_path(parent.path, depth, number)  # noqa: SLF001  as above
            page.depth, page.numchild = depth, 0
            _fill(page, parent)
            page.save(clean=False, log_action=None)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    parent.numchild += len(pages)
    return list(pages)


def _fill(page: BasePage, parent: Page) -> None:
    """Give what Wagtail's own cleaning would have given."""
    page._cached_parent_obj = parent  # noqa: SLF001  spares a query for each page
    page._is_site_root = page.depth == HOME_DEPTH  # noqa: SLF001  as above
    if not page.locale_id:
        page.locale = parent.locale
    page.draft_title = page.title
    page.live, page.has_unpublished_changes = True, False
    moment = getattr(page, "published_at", None) or timezone.now()
    page.first_published_at = page.first_published_at or moment
    page.last_published_at = page.last_published_at or moment
