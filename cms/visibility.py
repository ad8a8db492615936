"""Which pages a visitor without an account may read: one rule for links, lists and the API."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

# An alias asks what its source asks, which may itself be an alias.
ASKED_OF = ("page", "page__aliases", "page__aliases__aliases")


def visible() -> PageQuerySet[Page]:
    """What a visitor without an account may read: the rule of the HTML pages.

    Wagtail's own `public()` forgets aliases, and reads the locked branches in a query of its own.
    """
    return Page.objects.live().filter(unlocked(), depth__gt=1)


def asking(page: Page) -> PageQuerySet[Page]:
    """Return the pages that ask what is asked of this one, itself included."""
    return Page.objects.filter(Q(pk=page.pk) | Q(alias_of=page) | Q(alias_of__alias_of=page))


def unlocked() -> Q:
    """Nothing is asked of whoever reads the page: neither there nor above."""
    asked = Q()
    for page in ASKED_OF:
        above = Substr(OuterRef("path"), 1, Length(f"{page}__path"))
        asked |= Q((f"{page}__path", above))
    return Q(~Exists(PageViewRestriction.objects.filter(asked)))
