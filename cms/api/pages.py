"""Published pages by list, number or path, each type with its own fields and typed bodies."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.conf import settings
from django.db.models import Subquery, TextField, Value, prefetch_related_objects
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import get_language_from_path
from ninja import Field, Query, Router, Schema
from wagtail.models import Page, Site

from cms.api import extras
from cms.api.blocks import page_ref, settle, visible
from cms.api.page_types import PageOut, PageSummary, field_value, own_fields
from cms.models import BasePage
from cms.search_documents import page_models
from kernel.api.answers import answer
from kernel.api.paging import Paging, next_url, page_of
from kernel.api.problems import NOT_FOUND, Problem, documented

router = Router(tags=["pages"])
LOCALES = tuple(code for code, _name in settings.LANGUAGES)
# Longer than this, no page of ours has such a path.
LONGEST_PATH = 2000


class PageList(Schema):
    items: list[PageSummary]
    next: str | None


class Asked(Paging):
    """Which pages: `type` is that of the answers, such as `cms.NewsPage`."""

    locale: Literal[LOCALES] = settings.LANGUAGE_CODE  # type: ignore[valid-type]  # languages of the settings
    type: Annotated[str, Field(max_length=80)] = ""
    parent: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None


@router.get("pages", response={200: PageList, **documented(NOT_FOUND)}, summary="List pages")
def list_pages(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    """Published pages in one language, in the order of the tree; newest first is `/things`."""
    rows = visible().filter(locale__language_code=asked.locale)
    if asked.type:
        rows = rows.exact_type(find_type(asked.type))
    if asked.parent:
        parent = visible().filter(pk=asked.parent).first()
        rows = rows.child_of(parent) if parent else rows.none()
    found, cursor = page_of(rows, asked, "path")
    parents = parents_of(found)
    items = [summary_of(page, parents, request) for page in specific(found)]
    return answer(request, {"items": settle(items, request), "next": next_url(request, cursor)})


@router.get(
    "pages/by-path",
    response={200: PageOut, **documented(NOT_FOUND)},
    summary="Read a page by its path",
)
def read_page_by_path(
    request: HttpRequest, path: Annotated[str, Query(max_length=LONGEST_PATH)]
) -> HttpResponseBase:
    """The page at an address of this site, such as `/actualites/` or `/en/news/`."""
    return _answer(request, find_by_path(path))


@router.get(
    "pages/{int:page_id}", response={200: PageOut, **documented(NOT_FOUND)}, summary="Read a page"
)
def read_page(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """One published page with all its fields."""
    return read_one(request, page_id)


def read_one(
    request: HttpRequest, page_id: int, model: type[BasePage] = BasePage
) -> HttpResponseBase:
    """Answer a published page of this type, or that there is none."""
    page = visible().filter(pk=page_id).first() if page_id < 2**31 else None
    return _answer(request, page, model)


def find_type(label: str) -> type[BasePage]:
    for model in page_models():
        if model._meta.label == label:
            return model
    raise Problem(NOT_FOUND, f"No type of page is called {label[:80]}.")


def find_by_path(path: str) -> Page | None:
    """Return the page at this path of the site in use, whatever its language: one query."""
    code = get_language_from_path(path) or settings.LANGUAGE_CODE
    rest = path.removeprefix(f"/{code}") if code != settings.LANGUAGE_CODE else path
    if "\0" in rest:
        return None
    site = Site.objects.filter(is_default_site=True)
    homes = Page.objects.live().filter(
        translation_key__in=site.values("root_page__translation_key"),
        locale__language_code=code,
    )
    tail = rest.strip("/")
    below = Value(f"{tail}/" if tail else "", output_field=TextField())
    address = Concat(Subquery(homes.values("url_path")[:1]), below, output_field=TextField())
    return visible().filter(url_path=address).first()


def _answer(
    request: HttpRequest, page: Page | None, model: type[BasePage] = BasePage
) -> HttpResponseBase:
    if page is None or not isinstance(found := _whole(page), model):
        raise Problem(NOT_FOUND, "No published page is there.")
    # What it says in words is said in its own language, whatever the caller's.
    with translation.override(found.locale.language_code):
        data = settle(detail_of(found, request), request)
        return answer(request, data, changed_at=found.last_published_at)


def _whole(page: Page) -> Any:
    """Return the page of its own type, with its language and its pictures: one query."""
    model = page.specific_class or Page
    names = {field.name for field in model._meta.fields}
    beside = ("locale", *sorted(names & {"image", "social_image"}))
    return model.objects.select_related(*beside).filter(pk=page.pk).first()


def specific(pages: Iterable[Page]) -> list[BasePage]:
    """Read each type once, with its language and its pictures."""
    ids = [page.pk for page in pages]
    rows = Page.objects.filter(pk__in=ids).specific()
    by_id = {page.pk: page for page in rows if isinstance(page, BasePage)}
    by_type: dict[type[BasePage], list[BasePage]] = defaultdict(list)
    for page in by_id.values():
        by_type[type(page)].append(page)
    for model, alike in by_type.items():
        names = {field.name for field in model._meta.fields}
        prefetch_related_objects(alike, "locale", *sorted(names & {"image", "social_image"}))
    return [by_id[pk] for pk in ids if pk in by_id]


def summary_of(page: BasePage, parents: dict[str, int], request: HttpRequest) -> dict[str, Any]:
    return {
        "id": page.pk,
        "type": page._meta.label,
        "kind": page.search_kind,
        "title": page.title,
        "summary": page.summary,
        "locale": page.locale.language_code,
        "url": page.get_full_url(request) or "",
        "parent_id": parents.get(page.path[: -Page.steplen]),
        "audiences": list(page.audiences),
        "picture": page.picture,
        "published_at": getattr(page, "published_at", None) or page.first_published_at,
        "updated_at": page.last_published_at,
    }


def parents_of(pages: Iterable[Page]) -> dict[str, int]:
    """Return the number of each parent by its path in the tree; one query."""
    paths = {page.path[: -Page.steplen] for page in pages}
    return dict(Page.objects.filter(path__in=paths, depth__gt=1).values_list("path", "pk"))


def detail_of(page: BasePage, request: HttpRequest) -> dict[str, Any]:
    above = [found for found in page.get_ancestors().live() if found.depth > 1]
    others = (
        visible()
        .filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .select_related("locale")
    )
    return {
        **summary_of(page, {found.path: found.pk for found in above}, request),
        "seo_title": page.seo_title or page.title,
        "description": page.description,
        "is_indexed": page.is_indexed,
        "ancestors": [page_ref(found, request) for found in above],
        "translations": [
            {
                "locale": other.locale.language_code,
                "id": other.pk,
                "url": other.get_full_url(request) or "",
            }
            for other in others
        ],
        **{name: field_value(page, name) for name in own_fields(type(page))},
        **{name: extra.read(page, request) for name, extra in extras.of(type(page)).items()},
    }
