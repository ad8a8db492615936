"""Questions about the pages of every type of this site, each in one query."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.models import BasePage
from cms.search_documents import page_models

type Model = type[BasePage]


def site_page_models(tenant_type: str) -> list[Model]:
    """Return the page types that this kind of site may have."""
    return [model for model in page_models() if tenant_type in model.tenant_types]


def has_picture(model: type[Page]) -> bool:
    """Say whether pages of this type show a picture of their own."""
    return any(field.name == "image" for field in model._meta.fields)


def matching(condition: Q, accepts: Callable[[Model], bool] = lambda _: True) -> Q:
    """Return a condition on any page, from one on the fields that all our types have."""
    found = [model.objects.filter(condition) for model in page_models() if accepts(model)]
    return reduce(or_, (Q(pk__in=pages.order_by().values("pk")) for pages in found), Q(pk__in=[]))


def late(today: date) -> PageQuerySet:
    """Return the published pages whose day of review has come."""
    return Page.objects.live().filter(matching(Q(review_on__lte=today)))


def without_summary() -> Q:
    return matching(Q(summary=""))


def without_picture() -> Q:
    return matching(Q(image=None, social_image=None), has_picture)


def missing(page: Any) -> list[str]:
    """Return the names of what readers would miss on this page: "summary", "picture"."""
    names = []
    if getattr(page, "summary", None) == "":
        names.append("summary")
    if has_picture(type(page)) and not (page.image_id or page.social_image_id):
        names.append("picture")
    return names
