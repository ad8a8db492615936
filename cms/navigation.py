"""What surrounds every page: the site's name, its menu, its languages, the other sites, the footer.

Templates read these plain dataclasses through `cms/templatetags/navigation.py`; they never touch a
model, so nothing of one site can reach a page of another.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, get_language_info, gettext as _
from wagtail.models import Page

from cms import frame
from cms.domain.accessibility import Status
from tenants.models import Tenant

# Every page shows them, and they change a few times a year.
DEPARTMENTS_KEY, DEPARTMENTS_SECONDS = "navigation:departments", 60


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str
    is_current: bool = False
    is_action: bool = False
    # Language of the text, and of the page it leads to; empty for the language of the reader.
    language: str = ""
    leads_to: str = ""

    @property
    def direction(self) -> str:
        return direction(self.language) if self.language else ""

    @property
    def target_name(self) -> str:
        """The language of the page it leads to, in that language."""
        return name_of(self.leads_to) if self.leads_to else ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the footer."""

    heading: str
    links: tuple[Link, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """A language the page can be read in, named in itself."""

    code: str
    name: str
    url: str
    direction: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Site:
    """The site being read. `code` is empty for the national one."""

    name: str
    tagline: str
    code: str
    home_url: str
    national_url: str
    national_home: str  # in the language of the reader
    root_url: str
    # Closed for writing: every page says so.
    is_archived: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """Another site: `slug` names its pair of colours in /identity.css."""

    code: str
    name: str
    slug: str
    url: str


def address(name: str, *args: object) -> str:
    """Return the address of a named view, or nothing where this site does not have it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def direction(code: str) -> str:
    """Return the writing direction of a language, as HTML names it."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def name_of(code: str) -> str:
    """Name a language in itself."""
    return str(get_language_info(code)["name_local"]).capitalize()


def links(request: HttpRequest, items: Iterable[frame.Item]) -> tuple[Link, ...]:
    """Mark the link that holds the current page."""
    return tuple(
        Link(
            item.text,
            item.url,
            _holds(item.url, request.path),
            item.is_action,
            item.language,
            item.leads_to,
        )
        for item in items
    )


def site_of(request: HttpRequest) -> Site:
    tenant = getattr(request, "tenant", None)
    national = f"{settings.PLATFORM_SCHEME}://{settings.PLATFORM_DOMAIN}" + (
        f":{settings.PLATFORM_PORT}" if settings.PLATFORM_PORT else ""
    )
    root = f"{request.scheme}://{request.get_host()}"
    home = home_path()
    hosts = (home, national, f"{national}{home}", root)
    if tenant is None:
        return Site("Trousse", _("School projects"), "", *hosts)
    # Editors write it once, in the default language.
    tagline = kept(request).tagline if home == "/" else ""
    if tenant.is_national:
        return Site("Trousse", tagline or _("School projects"), "", *hosts)
    tagline = tagline or _("Parents and school, with Trousse")
    return Site(tenant.name, tagline, tenant.code, *hosts, tenant.is_archived)


def home_path() -> str:
    """Return the path of a site's home in the language of the reader; every site has each."""
    language = get_language()
    return "/" if language in (None, settings.LANGUAGE_CODE) else f"/{language}/"


def kept(request: HttpRequest) -> frame.Frame:
    """Return what the editors keep around the pages; nothing on a host that is no site's."""
    return frame.current() if getattr(request, "tenant", None) else frame.Frame()


def main_menu(request: HttpRequest) -> tuple[Link, ...]:
    """Return the entries of the header, in the editors' order."""
    return links(request, kept(request).menu)


def footer_columns(request: HttpRequest) -> tuple[Column, ...]:
    """Return the columns of the footer; a column without a link is left out."""
    return tuple(
        Column(column.heading, links(request, column.items), column.language)
        for column in kept(request).columns
    )


def footer_end(request: HttpRequest) -> tuple[Link, ...]:
    """Return what the law wants at the foot of the pages: how accessible the site says it is."""
    around = kept(request)
    if around.accessibility is None:
        return ()
    mention = _("Accessibility: %(status)s") % {"status": Status(around.accessibility).label}
    leads_to = around.accessibility_leads_to
    return links(request, [frame.Item(mention, around.accessibility_url, leads_to=leads_to)])


def way_to(page: Page, request: HttpRequest) -> list[Link]:
    """Return the published pages above this one, the home first; one query.

    Whoever reads it has passed their locks.
    """
    above = page.get_ancestors().live().filter(depth__gt=1).select_related("locale")
    return [
        Link(_("Home") if found.depth == 2 else found.title, found.get_url(request) or "/")  # noqa: PLR2004  under the root
        for found in above
    ]


def departments() -> tuple[Department, ...]:
    """Return the department sites a visitor may choose, in the order of their codes."""
    found: tuple[Department, ...] | None = cache.get(DEPARTMENTS_KEY)
    if found is None:
        rows = Tenant.objects.departments().reachable().prefetch_related("domains")
        found = tuple(
            Department(row.code, row.name, row.slug, row.root_url) for row in rows.order_by("code")
        )
        cache.set(DEPARTMENTS_KEY, found, DEPARTMENTS_SECONDS)
    return found


def in_language(sites: Iterable[Department]) -> tuple[Department, ...]:
    """Lead to the home of these sites in the language of the reader."""
    path = home_path()
    return tuple(replace(site, url=f"{site.url}{path}") for site in sites)


def languages(request: HttpRequest, translations: dict[str, str] | None = None) -> list[Language]:
    """Return the languages to offer; `translations` gives the addresses of a page's own versions.

    Without them the same address is tried in each language, which is right for every view of ours.
    """
    current = get_language()
    offered = []
    for code, _name in settings.LANGUAGES:
        url = (
            translations.get(code, "")
            if translations is not None
            else translate_url(request.get_full_path(), code)
        )
        if url or code == current:
            offered.append(Language(code, name_of(code), url, direction(code), code == current))
    return offered


def _holds(url: str, path: str) -> bool:
    return path == url or (url.count("/") > 1 and path.startswith(url))
