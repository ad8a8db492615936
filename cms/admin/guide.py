"""The editors' guide in the back office: the pages of docs/guide, and which explains a screen."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.domain import markup
from kernel.typography import french, french_html

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
FILE = re.compile(r"\d\d-(?P<slug>[a-z-]+)\.md")
PICTURE = re.compile(r"[a-z0-9-]+\.png")
# Start of a view's name -> page of the guide; the first that fits.
SCREENS = (
    ("resources_admin:", "ressources"),
    ("wagtailsnippets_resources_", "ressources"),
    ("cms_admin:languages", "traduire"),
    ("wagtailadmin_pages:add", "ecrire-une-actualite"),
    ("wagtailadmin_pages:edit", "ecrire-une-actualite"),
    ("wagtailadmin_pages:", "publier"),
    ("wagtailadmin_explore", "publier"),
    ("wagtailadmin_reports:", "publier"),
    ("wagtailadmin_workflows:", "publier"),
    ("wagtailimages:", "images"),
    ("wagtaildocs:", "images"),
    ("cms_admin:images_to_describe", "images"),
    ("wagtail_localize:", "traduire"),
    ("cms_messages:", "messages"),
    ("cms_issues:", "lettre"),
    ("cms_subscribers:", "lettre"),
    ("wagtailsnippets_cms_menu:", "menus-et-reglages"),
    ("wagtailsettings:", "menus-et-reglages"),
    ("wagtailredirects:", "menus-et-reglages"),
    ("members:", "equipe"),
    ("planning:", "ateliers"),
    ("office:", "mon-departement"),
    ("tne_structures:", "mon-departement"),
    ("tne_agreements:", "mon-departement"),
    ("tne_parents:", "mon-departement"),
    ("tne_trained:", "mon-departement"),
    ("proposals:", "projets"),
    ("wagtailadmin_account", "se-connecter"),
)


@dataclass(frozen=True, slots=True)
class GuidePage:
    slug: str
    title: str
    lead: str
    html: SafeString


@cache
def all_pages() -> dict[str, GuidePage]:
    """Return the pages in the order of their file names; they change with the code only."""
    found = [(FILE.fullmatch(path.name), path) for path in sorted(FOLDER.glob("*.md"))]
    return {
        match["slug"]: _page(match["slug"], path.read_text(encoding="utf-8"))
        for match, path in found
        if match
    }


def _page(slug: str, source: str) -> GuidePage:
    text = markup.read(source, _resolve)
    html = french_html(text.html)
    return GuidePage(slug, french(text.title), french(text.lead), mark_safe(html))  # noqa: S308  escaped there


def _resolve(address: str) -> str:
    """Turn what works beside the files into what works here: `images/x.png`, `03-images.md`."""
    path, _hash, anchor = address.partition("#")
    if found := FILE.fullmatch(path):
        return reverse("cms_admin:guide_page", args=[found["slug"]]) + (anchor and f"#{anchor}")
    name = path.removeprefix("images/")
    if name != path and PICTURE.fullmatch(name):
        return reverse("cms_admin:guide_picture", args=[name])
    return address


def address_for(request: HttpRequest) -> str:
    """Return the page of the guide that explains the screen asked for, or its table of contents."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    slug = next((slug for start, slug in SCREENS if view.startswith(start)), "")
    if slug in all_pages():
        return reverse("cms_admin:guide_page", args=[slug])
    return reverse("cms_admin:guide")


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    context = {
        "pages": all_pages().values(),
        "header_icon": "help",
        **_titles(_("Guide for editors")),
    }
    return render(request, "cms/admin/guide/contents.html", context)


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    pages = all_pages()
    if slug not in pages:
        raise Http404
    slugs = list(pages)
    following = slugs[slugs.index(slug) + 1 : slugs.index(slug) + 2]
    context = {
        "page": pages[slug],
        "following": pages[following[0]] if following else None,
        "header_icon": "help",
        **_titles(pages[slug].title),
    }
    return render(request, "cms/admin/guide/page.html", context)


@require_safe
def picture(_request: HttpRequest, filename: str) -> HttpResponse:
    path = FOLDER / "images" / filename
    if not PICTURE.fullmatch(filename) or not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")


def _titles(title: str) -> dict[str, str]:
    return {"header_title": title, "page_title": title}
