"""What surrounds the pages of a site: its name, languages, menus, identity and redirects."""

from typing import Annotated, Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import get_language_info
from ninja import Query, Router, Schema
from wagtail.contrib.redirects.models import Redirect

from cms import frame, navigation
from cms.api.blocks import settle
from cms.api.media import ImageOut
from cms.api.pages import LOCALES
from cms.models import SiteSettings
from cms.visibility import visible
from kernel.api.answers import answer
from kernel.api.paging import Paging, next_url, page_of
from kernel.api.problems import documented
from tenants.context import current_tenant

router = Router(tags=["site"])
Locale = Annotated[str, Query(pattern=f"^({'|'.join(LOCALES)})$")]


class LinkOut(Schema):
    text: str
    url: str
    is_action: bool


class ColumnOut(Schema):
    heading: str
    links: list[LinkOut]


class Menus(Schema):
    locale: str
    main: list[LinkOut]
    footer: list[ColumnOut]
    elsewhere: list[LinkOut]


class Language(Schema):
    code: str
    name: str
    direction: str
    is_default: bool


class Coordinator(Schema):
    name: str
    body: str
    email: str
    phone: str
    hours: str


class Colours(Schema):
    deep: str
    flat: str


class SiteOut(Schema):
    """Nothing here is personal but what the coordinator chose to show on the site."""

    name: str
    code: str
    type: str
    url: str
    tagline: str
    is_archived: bool
    phone: str
    postal_address: str
    coordinator: Coordinator | None
    colours: Colours | None
    logo: ImageOut | None
    languages: list[Language]


class DepartmentOut(Schema):
    code: str
    name: str
    slug: str
    url: str


class Departments(Schema):
    items: list[DepartmentOut]


class RedirectOut(Schema):
    id: int
    path: str
    to: str
    is_permanent: bool


class Redirects(Schema):
    items: list[RedirectOut]
    next: str | None


@router.get("site", response={200: SiteOut, **documented()}, summary="Describe this site")
def read_site(request: HttpRequest) -> HttpResponseBase:
    """Name, contact, colours and languages, as the site's own pages show them."""
    tenant = current_tenant()
    said = SiteSettings.objects.select_related("logo").first() or SiteSettings()
    data = {
        "name": tenant.name if tenant else "Trousse",
        "code": tenant.code if tenant else "",
        "type": tenant.type if tenant else "",
        "url": request.build_absolute_uri("/"),
        "tagline": said.tagline,
        "is_archived": bool(tenant and tenant.is_archived),
        "phone": said.phone,
        "postal_address": said.postal_address,
        "coordinator": _coordinator(said),
        "colours": {"deep": said.deep_colour, "flat": said.flat_colour} if said.pair else None,
        "logo": said.logo,
        "languages": [_language(code) for code in LOCALES],
    }
    return answer(request, settle(data, request))


def _coordinator(said: SiteSettings) -> dict[str, str] | None:
    if not said.has_coordinator:
        return None
    names = ("name", "body", "email", "phone", "hours")
    return {name: getattr(said, f"coordinator_{name}") for name in names}


def _language(code: str) -> dict[str, Any]:
    info = get_language_info(code)
    return {
        "code": code,
        "name": info["name_local"].capitalize(),
        "direction": "rtl" if info["bidi"] else "ltr",
        "is_default": code == settings.LANGUAGE_CODE,
    }


@router.get("menus", response={200: Menus, **documented()}, summary="Read the menus")
def read_menus(request: HttpRequest, locale: Locale = settings.LANGUAGE_CODE) -> HttpResponseBase:
    """The links of the header and the footer; addresses of this site are whole."""
    with translation.override(locale):
        around = frame.current()
        data = {
            "locale": locale,
            "main": _links(around.menu, request),
            "footer": [
                {"heading": column.heading, "links": _links(column.items, request)}
                for column in around.columns
            ],
            "elsewhere": _links(around.elsewhere, request),
        }
        return answer(request, data)


def _links(items: tuple[frame.Item, ...], request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "text": item.text,
            "url": request.build_absolute_uri(item.url),
            "is_action": item.is_action,
        }
        for item in items
    ]


@router.get("departments", response={200: Departments, **documented()}, summary="List departments")
def list_departments(request: HttpRequest) -> HttpResponseBase:
    """The department sites of the network, in the order of their codes."""
    items = [
        {"code": found.code, "name": found.name, "slug": found.slug, "url": found.url}
        for found in navigation.departments()
    ]
    return answer(request, {"items": items})


@router.get("redirects", response={200: Redirects, **documented()}, summary="List redirects")
def list_redirects(request: HttpRequest, paging: Query[Paging]) -> HttpResponseBase:
    """Old addresses of this site and where they lead now."""
    open_ones = Q(redirect_page=None) | Q(redirect_page__in=visible())
    rows = Redirect.objects.filter(open_ones).select_related("redirect_page")
    found, cursor = page_of(rows, paging, "pk")
    items = [
        {
            "id": row.pk,
            "path": row.old_path,
            "to": row.link or "",
            "is_permanent": row.is_permanent,
        }
        for row in found
    ]
    return answer(request, {"items": items, "next": next_url(request, cursor)})
