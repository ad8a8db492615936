"""Published pages by list, number or path, each type with its own fields and typed bodies."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import get_language_from_path, gettext as _
from ninja import Field, Query, Router, Schema
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from cms.api import extras
from cms.api.blocks import page_ref, settle
from cms.api.page_types import PageOut, PageSummary, field_value, own_fields
from cms.models import BasePage
from cms.search_documents import page_models
from cms.visibility import unlocked, visible
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
    with translation.override(asked.locale):
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
    return _answer(request, whole(at_path(path)))


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
    found = visible().filter(pk=page_id) if page_id < 2**31 else Page.objects.none()
    return _answer(request, whole(found), model)


def find_type(label: str) -> type[BasePage]:
    for model in page_models():
        if model._meta.label == label:
            return model
    raise Problem(NOT_FOUND, _("No type of page is called %(label)s.") % {"label": label})


def at_path(path: str) -> PageQuerySet[Page]:
    """Return the page at this path of the site in use, whatever its language: one query."""
    code = get_language_from_path(path) or settings.LANGUAGE_CODE
    rest = path.removeprefix(f"/{code}") if code != settings.LANGUAGE_CODE else path
    # Where each language begins is kept by Wagtail, which needs it for every link.
    roots = {root.language_code: root.root_path for root in Site.get_site_root_paths()}
    if code not in roots or "\0" in rest:
        return Page.objects.none()
    tail = rest.strip("/")
    home = Page.objects.live().filter(url_path=roots[code])
    return visible().filter(Exists(home), url_path=f"{roots[code]}{tail}/" if tail else roots[code])


def _answer(
    request: HttpRequest, page: Page | None, model: type[BasePage] = BasePage
) -> HttpResponseBase:
    if not isinstance(page, model):
        raise Problem(NOT_FOUND, _("No published page is there."))
    # What it says in words is said in its own language, whatever the caller's.
    with translation.override(page.locale.language_code):
        data = settle(detail_of(page, request), request)
        return answer(request, data, changed_at=page.last_published_at)


def whole(found: PageQuerySet[Page]) -> Page | None:
    """Return the page of its own type, with its language: two queries."""
    for pk, kind in found.order_by().values_list("pk", "content_type_id"):
        model: Any = ContentType.objects.get_for_id(kind).model_class() or Page
        page: Page | None = model.objects.select_related("locale").filter(pk=pk).first()
        return page
    return None


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
    above, others = _around(page)
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


def _around(page: BasePage) -> tuple[list[Page], list[Page]]:
    """Return the published pages above, and the same page in other languages: one query."""
    step = Page.steplen
    paths = [page.path[:end] for end in range(2 * step, len(page.path), step)]
    translated = Q(translation_key=page.translation_key) & unlocked()
    rows = (
        Page.objects.live()
        .filter(Q(path__in=paths) | translated)
        .exclude(pk=page.pk)
        .select_related("locale")
        .only("path", "title", "url_path", "locale__language_code")
    )
    above = [found for found in rows if found.path in paths]
    return above, [found for found in rows if found.path not in paths]
