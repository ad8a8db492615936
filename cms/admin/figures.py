"""The figures of one site, for its own team; one query for each table read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _, ngettext
from wagtail.models import Page

from cms.models import Document, Image, Message, NewsPage, Subscriber
from tenants.context import current_tenant
from tenants.models import Tenant

RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Figure:
    label: str
    value: int
    note: str = ""


def figures(user: Any, at: datetime) -> list[Figure]:
    """Return what this user may know of the current site, at an instant."""
    found = [*_pages(at), *_news(at)]
    if user.has_perm("cms.view_message"):
        found += _messages(at)
    if user.has_perm("cms.view_newsletterissue"):
        found.append(Figure(_("Subscribers to the letter"), Subscriber.objects.active().count()))
    tenant = current_tenant()
    if tenant is not None and tenant.is_national:
        found.append(Figure(_("Department sites"), Tenant.objects.departments().count()))
    return found


def _pages(at: datetime) -> Iterator[Figure]:
    draft = Q(has_unpublished_changes=True) | Q(live=False)
    changed = Q(last_published_at__gt=at - RECENT)
    counted = Page.objects.filter(depth__gt=1).aggregate(
        published=Count("pk", Q(live=True)), drafts=Count("pk", draft), changed=Count("pk", changed)
    )
    note = ngettext(
        "%(count)d changed in the last 30 days",
        "%(count)d changed in the last 30 days",
        counted["changed"],
    ) % {"count": counted["changed"]}
    yield Figure(_("Published pages"), counted["published"], note)
    yield Figure(_("Drafts"), counted["drafts"])


def _news(at: datetime) -> Iterator[Figure]:
    counted = NewsPage.objects.live().aggregate(
        all=Count("pk"),
        recent=Count("pk", Q(published_at__gt=at - RECENT)),
        last=Max("published_at"),
    )
    note = _("%(count)d in the last 30 days") % {"count": counted["recent"]}
    yield Figure(_("News"), counted["all"], note)
    yield Figure(_("Images"), Image.objects.count())
    yield Figure(_("Documents"), Document.objects.count())


def _messages(at: datetime) -> Iterator[Figure]:
    count = Message.objects.filter(created_at__gt=at - RECENT).count()
    yield Figure(_("Messages received in the last 30 days"), count)
