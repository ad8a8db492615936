"""Pages of the library that lack something, or that nobody has read again in time."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from resources.domain.links import LinkState
from resources.domain.vocabulary import OUTSIDE, PLAYED, WATCHED, ResourceKind
from resources.models import (
    BeliefPage,
    DiagnosisPage,
    GuidePage,
    KitPage,
    LibraryItemPage,
    ProjectSheetPage,
    ResourcePage,
)

MODELS: tuple[type[LibraryItemPage], ...] = (
    BeliefPage,
    DiagnosisPage,
    GuidePage,
    KitPage,
    ProjectSheetPage,
    ResourcePage,
)
EMPTY = ("", "<p></p>", "<p><br/></p>")
NO_CAPTIONS = Q(kind__in=sorted(WATCHED), captions="")
NO_TRANSCRIPT = Q(kind__in=sorted(PLAYED), transcript__in=EMPTY)
NO_RECORDING = Q(kind__in=sorted(PLAYED), recording=None)
NO_FULL_TEXT = Q(kind=ResourceKind.INFOGRAPHIC) & (Q(full_text__in=EMPTY) | Q(image=None))
NO_LICENCE = Q(licence="")
BAD_LINK = Q(kind__in=sorted(OUTSIDE)) & (
    Q(outside_link=None) | Q(outside_link__state__in=[LinkState.DEAD, LinkState.MOVED])
)
OF_RESOURCES = {
    "captions": NO_CAPTIONS,
    "transcript": NO_TRANSCRIPT | NO_RECORDING,
    "full_text": NO_FULL_TEXT,
    "link": BAD_LINK,
}


def everything() -> PageQuerySet:
    """Return every page of the library, of every language."""
    return Page.objects.type(*MODELS)


def lacking(names: list[str] | None = None, *, today: date) -> PageQuerySet:
    """Return the pages that lack one of these, or anything: see `conditions`."""
    condition = Q(pk__in=[])
    for name, model, narrowed in conditions(today):
        if names is None or name in names:
            condition |= Q(pk__in=model.objects.filter(narrowed).order_by().values("pk"))
    return everything().filter(condition)


def conditions(today: date) -> Iterator[tuple[str, type[LibraryItemPage], Q]]:
    """Give what may be lacking, on which type, and how the database sees it."""
    for name, condition in OF_RESOURCES.items():
        yield name, ResourcePage, condition
    for model in MODELS:
        licence = NO_LICENCE & ~Q(kind__in=sorted(OUTSIDE)) if model is ResourcePage else NO_LICENCE
        yield "licence", model, licence
        yield "review", model, Q(review_on=None) | Q(review_on__lte=today)
        yield "summary", model, Q(summary="")
