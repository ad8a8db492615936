"""Lists and single pages of the resource centre: fiches, mallettes, idées reçues and the rest.

A list is that of the shelf in HTML: the national site shows its own, a department everybody's.
"""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from ninja import Field, Query, Router, Schema

from cms.api.page_types import page_schema
from cms.api.pages import LOCALES, read_one
from cms.models import BasePage
from kernel.api.problems import NOT_FOUND, documented
from resources import listing
from resources.models import (
    BeliefPage,
    DiagnosisPage,
    GuidePage,
    KitPage,
    ProjectSheetPage,
    ResourcePage,
    Shelf,
)
from search.api import MOST_VALUES, Value, Words, answer_things, list_answers
from search.listings import Facet, Query as Wanted, Sort
from search.text import shorten

router = Router(tags=["resources"])
# Name in the address, kind in the catalogue, type of page, words for the contract.
COLLECTIONS: tuple[tuple[str, Shelf, type[BasePage], str], ...] = (
    ("sheets", Shelf.SHEET, ProjectSheetPage, "project sheet"),
    ("resources", Shelf.RESOURCE, ResourcePage, "resource"),
    ("kits", Shelf.KIT, KitPage, "mallette"),
    ("beliefs", Shelf.BELIEF, BeliefPage, "idée reçue"),
    ("guides", Shelf.GUIDE, GuidePage, "guide"),
    ("diagnoses", Shelf.DIAGNOSIS, DiagnosisPage, "diagnosis"),
)
FACETS = {
    "media": Facet.MEDIA,
    "audience": Facet.AUDIENCE,
    "level": Facet.LEVEL,
    "theme": Facet.THEME,
    "duration": Facet.DURATION,
    "language": Facet.LANGUAGE,
    "format": Facet.FORMAT,
}


class Asked(Schema):
    """Values of one facet widen a choice, facets narrow each other."""

    q: Words = ""
    media: list[Value] = Field([], max_length=MOST_VALUES)
    audience: list[Value] = Field([], max_length=MOST_VALUES)
    level: list[Value] = Field([], max_length=MOST_VALUES)
    theme: list[Value] = Field([], max_length=MOST_VALUES)
    duration: list[Value] = Field([], max_length=MOST_VALUES)
    language: list[Value] = Field([], max_length=MOST_VALUES)
    format: list[Value] = Field([], max_length=MOST_VALUES)
    sort: Literal["relevance", "recent", "title"] | None = None
    locale: Literal[LOCALES] = settings.LANGUAGE_CODE  # type: ignore[valid-type]  # languages of the settings
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=2000)] = ""


def query_of(asked: Asked, shelf: Shelf) -> Wanted:
    text = shorten(asked.q)
    chosen = {facet: getattr(asked, name) for name, facet in FACETS.items()}
    return Wanted(
        text=text,
        kinds=[shelf.value],
        facets={facet: values for facet, values in chosen.items() if values},
        scope=listing.scope(),
        sort=Sort(asked.sort or ("relevance" if text else "recent")),
        language=asked.locale,
        per_page=asked.limit,
        cursor=asked.cursor,
        count=list(FACETS.values()),
    )


def _list_view(shelf: Shelf) -> Callable[..., HttpResponseBase]:
    def view(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
        return answer_things(request, query_of(asked, shelf), asked.locale)

    return view


def _one_view(model: type[BasePage]) -> Callable[..., HttpResponseBase]:
    def view(request: HttpRequest, page_id: int) -> HttpResponseBase:
        return read_one(request, page_id, model)

    return view


def _mount(name: str, shelf: Shelf, model: type[Any], words: str) -> None:
    router.get(
        name,
        response=list_answers(),
        operation_id=f"list_{name}",
        summary=f"List {name}",
        description="What this site's own list shows; `url` leads to the page that says it all.",
    )(_list_view(shelf))
    router.get(
        f"{name}/{{int:page_id}}",
        response={200: page_schema(model), **documented(NOT_FOUND)},  # type: ignore[arg-type]  # languages of the settings
        operation_id=f"read_{name}",
        summary=f"Read one {words}",
        description="A published page of this site, as `/pages/` gives it.",
    )(_one_view(model))


for _collection in COLLECTIONS:
    _mount(*_collection)
