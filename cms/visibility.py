"""Which pages a visitor without an account may read: one rule for links, lists and the API."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet


def visible() -> PageQuerySet[Page]:
    """What a visitor without an account may read: the rule of the HTML pages.

    As `live().public()`, without the query by which Wagtail first reads the locked branches.
    """
    return Page.objects.live().filter(unlocked(), depth__gt=1)


def unlocked() -> Q:
    """Nothing is asked of whoever reads the page: neither there nor above."""
    above = Substr(OuterRef("path"), 1, Length("page__path"))
    return Q(~Exists(PageViewRestriction.objects.filter(page__path=above)))
