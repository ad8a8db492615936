"""oEmbed: what another site needs to show a link to a page of ours as a card."""

from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from cms import lists
from cms.api.blocks import settle
from cms.api.pages import at_path, whole
from cms.models import BasePage
from cms.navigation import site_of
from kernel.api.answers import answer
from kernel.api.problems import NOT_FOUND, Problem, documented
from search import addresses

router = Router(tags=["pages"])
CARD = "card"


class OEmbed(Schema):
    """A `link` of oEmbed 1.0: no HTML of ours runs elsewhere."""

    version: Literal["1.0"]
    type: Literal["link"]
    title: str
    provider_name: str
    provider_url: str
    thumbnail_url: str | None
    thumbnail_width: int | None
    thumbnail_height: int | None


@router.get(
    "oembed", response={200: OEmbed, **documented(NOT_FOUND)}, summary="Describe a page as a card"
)
def oembed(
    request: HttpRequest,
    url: Annotated[str, Field(max_length=2000)],
    format: Literal["json"] = "json",  # noqa: A002, ARG001  oEmbed names it so
) -> HttpResponseBase:
    """A published page, list or thing of this site, by its whole address."""
    title, shape = _find(request, url)
    site = site_of(request)
    data = {
        "version": "1.0",
        "type": "link",
        "title": title,
        "provider_name": site.name,
        "provider_url": request.build_absolute_uri("/"),
        "thumbnail_url": shape.get("src"),
        "thumbnail_width": shape.get("width"),
        "thumbnail_height": shape.get("height"),
    }
    return answer(request, data)


def _find(request: HttpRequest, url: str) -> tuple[str, dict[str, Any]]:
    """Return the title and the picture of what is there: a page, or what the catalogue has."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Problem(NOT_FOUND) from None
    path = unquote(parts.path)
    if parts.netloc == request.get_host() and "\0" not in path:
        page = whole(at_path(path))
        if isinstance(page, BasePage):
            return page.title, _thumbnail(page, request)
        # As written: the catalogue keeps paths as links have them.
        if thing := addresses.at(parts.path) or addresses.at(path):
            return thing.title, {}
        if title := lists.title_at(path):
            return title, {}
    raise Problem(NOT_FOUND, _("Nothing public of this site has this address."))


def _thumbnail(page: BasePage, request: HttpRequest) -> dict[str, Any]:
    described: dict[str, Any] | None = settle(page.picture, request)
    if not described:
        return {}
    shapes: dict[str, dict[str, Any]] = described["renditions"]
    return shapes.get(CARD) or next(iter(shapes.values()))
