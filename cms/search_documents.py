"""How pages become entries of the catalogue, each in its languages."""

import html
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import batched
from types import MappingProxyType
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from cms import lists
from cms.domain.taxonomy import Audience, Topic
from cms.file_text import handing
from cms.models import BasePage, HomePage, NewsPage, SiteSettings
from cms.pictures import picture
from cms.visibility import unlocked
from search import registry
from search.registry import Document, Facet, Visibility
from tenants.context import current_tenant
from territories.names import department_names

NAME = "pages"
# State of a piece of news that goes into the list of the nation.
NATIONAL_NEWS = "national"
SITE_KIND = "site"
BATCH = 100
EMPTY: Mapping[int, str] = MappingProxyType({})


def page_models() -> list[type[BasePage]]:
    """The page types that this source answers for."""
    return [model for model in get_page_models() if issubclass(model, BasePage)]


class PageSource:
    """Published pages that anybody may read and whose editors want them found."""

    name = NAME

    def count(self) -> int:
        return sum(self._rows(model).count() for model in page_models())

    def keys(self) -> Iterable[str]:
        for model in page_models():
            for key in self._rows(model).values_list("translation_key", flat=True).distinct():
                yield str(key)

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Document]:
        """Read each type that the keys need, once, with what its documents show."""
        for model in self._types(keys):
            rows = self._rows(model).select_related("locale")
            if keys is not None:
                rows = rows.filter(translation_key__in=keys)
            if any(field.name == "image" for field in model._meta.fields):
                rows = rows.select_related("locale", "image").prefetch_related("image__renditions")
            for batch in batched(rows, BATCH):
                yield from _documents(batch)

    @staticmethod
    def _types(keys: Collection[str] | None) -> list[type[BasePage]]:
        if keys is None:
            return page_models()
        wanted = (
            Page.objects.filter(translation_key__in=keys)
            .order_by()
            .values_list("content_type", flat=True)
        )
        found = set(wanted.distinct())
        return [
            model for model in page_models() if ContentType.objects.get_for_model(model).pk in found
        ]

    @staticmethod
    def _rows(model: type[BasePage]) -> Any:
        # An alias shows another page's content: finding it twice helps nobody.
        readable = model.objects.live().filter(unlocked())
        return readable.filter(is_searchable=True, alias_of__isnull=True)


def _documents(pages: Sequence[Any]) -> Iterator[Document]:
    """Return the documents of these pages; the words of their files are read at once."""
    files = {page.pk: handing.documents_of(page) for page in pages}
    wanted = {pk for found in files.values() for pk in found}
    texts = handing.texts_of(wanted) if wanted else {}
    for page in pages:
        if path := path_of(page):
            yield document(page, path, {pk: texts.get(pk, "") for pk in files[page.pk]})


def path_of(page: Page) -> str:
    """Return the page's path on its site; empty for a page outside the site's tree."""
    parts = page.get_url_parts()
    return parts[2] or "" if parts else ""


def document(page: Any, url: str, files: Mapping[int, str] = EMPTY) -> Document:
    """Say what the catalogue keeps of one page, which hands over these files with these words."""
    tenant = current_tenant()
    own = [tenant.code] if tenant and tenant.code else []
    topics = getattr(page, "topics", [])
    is_home = isinstance(page, HomePage)
    extra = page.for_catalogue()
    return Document(
        key=str(page.translation_key),
        language=page.locale.language_code,
        kind=SITE_KIND if is_home else page.search_kind,
        title=page.title,
        url=url,
        summary=page.description or getattr(page, "lead", ""),
        body="\n".join(filter(None, [body_of(page), words_of(extra.words)])),
        attached="\n".join(filter(None, [extra.attached, *files.values()]))[: handing.LONGEST],
        state=_state(page, is_department=bool(own)),
        card={**_picture(page), **(_colours() if is_home else {}), **extra.card},
        facets={
            Facet.DEPARTMENT: sorted({*own, *getattr(page, "departments", [])}),
            Facet.AUDIENCE: page.audiences,
            Facet.THEME: topics,
            Facet.FILE: [str(pk) for pk in files],
            **extra.facets,
        },
        figures=extra.figures,
        published_at=getattr(page, "published_at", None) or page.first_published_at,
        visibility=Visibility.NETWORK,
        is_found=page.is_found,
    )


def body_of(page: Any) -> str:
    """Return the words of the page's blocks and long texts, without their marks."""
    words: list[str] = []
    for field in page._meta.fields:
        if isinstance(field, StreamField) and (value := getattr(page, field.name)):
            words += value.stream_block.get_searchable_content(value)
    words += [getattr(page, name, "") for name in ("lead", "introduction")]
    return words_of("\n".join(str(word) for word in words if word))


def words_of(markup: str) -> str:
    """Return the words of a rich text, without its marks; two blocks never become one word."""
    return html.unescape(strip_tags(markup.replace("><", "> <")))


def _state(page: Any, *, is_department: bool) -> str:
    goes_up = isinstance(page, NewsPage) and (page.is_national or not is_department)
    return NATIONAL_NEWS if goes_up else ""


def _picture(page: Any) -> dict[str, Any]:
    image = getattr(page, "image", None)
    scene = str(getattr(page, "scene", "") or "")
    if image is None:
        return {"scene": scene} if scene else {}
    shown = picture(image, "card")
    return {"picture": shown.src, "width": shown.width, "height": shown.height, "alt": shown.alt}


def _colours() -> dict[str, str]:
    """The two papers of the site, for the tiles and maps of the other sites."""
    tenant = current_tenant()
    said = SiteSettings.objects.first()
    pair = said.pair if said else None
    colours = {"deep": pair.deep, "flat": pair.flat} if pair else {}
    return {"slug": tenant.slug, "code": tenant.code, **colours} if tenant else colours


def install() -> None:
    """Called when the app starts."""
    registry.register(PageSource(), covers=page_models())
    registry.expect(page_models)
    lists.describe(
        "cms:departments",
        _("The departments"),
        _("Choose your department: workshops, news and resources near you."),
    )
    registry.name_values(Facet.AUDIENCE, dict(Audience.choices))
    registry.name_values(Facet.THEME, dict(Topic.choices))
    registry.name_values(Facet.DEPARTMENT, department_names)
    registry.name_values(Facet.KIND, {"page": _("Pages"), "news": _("News"), SITE_KIND: _("Sites")})
