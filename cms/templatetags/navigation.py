"""What surrounds every page, for base.html: `{% load navigation %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.models import Page

from cms import frame, navigation, seo, structured_data
from cms.models import PrivacyPage, TermsPage
from cms.visibility import unlocked

register = template.Library()


@register.simple_tag(takes_context=True)
def current_site(context: Context) -> navigation.Site | None:
    """Return the site being read; nothing outside a request, as on the static 500 page."""
    request = context.get("request")
    return navigation.site_of(request) if request else None


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[navigation.Link]:
    request = context.get("request")
    return list(navigation.main_menu(request)) if request else []


@register.simple_tag(takes_context=True)
def footer_columns(context: Context) -> list[navigation.Column]:
    request = context.get("request")
    return list(navigation.footer_columns(request)) if request else []


@register.simple_tag(takes_context=True)
def footer_end(context: Context) -> list[navigation.Link]:
    request = context.get("request")
    return list(navigation.footer_end(request)) if request else []


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[navigation.Language]:
    """Offer the page's own translations when it has a `meta`, the same address otherwise."""
    request = context.get("request")
    meta = context.get("meta")
    translations = dict(meta.alternates) if meta else None
    return navigation.languages(request, translations) if request else []


@register.simple_tag(takes_context=True)
def department_sites(context: Context) -> list[navigation.Department]:
    request = context.get("request")
    return list(navigation.in_language(navigation.departments())) if request else []


@register.simple_tag
def site_frame() -> frame.Frame:
    """Return what editors decided around every page: tagline, accessibility mention, contact."""
    return frame.current()


@register.simple_tag(takes_context=True)
def breadcrumb(context: Context, page: Page) -> list[navigation.Link]:
    """Return the way from the home to a page, the page itself left out."""
    request = context.get("request")
    return navigation.way_to(page, request) if request else []


@register.simple_tag(takes_context=True)
def breadcrumb_data(context: Context, links: Iterable[Any], current: str) -> SafeString:
    """Return the same way as JSON-LD; nothing where there is no request, as in the style guide."""
    request = context.get("request") or getattr(context, "request", None)
    if request is None:
        return SafeString("")
    return seo.script(structured_data.breadcrumb(links, str(current), request))


@register.simple_tag(takes_context=True)
def legal_page(context: Context, kind: str) -> str:
    """Return the address of the site's own page beside an accepted text; empty when it has none."""
    request = context.get("request")
    model = {"terms": TermsPage, "privacy": PrivacyPage}.get(kind)
    if request is None or model is None:
        return ""
    pages = model.objects.live().filter(unlocked()).select_related("locale")
    found = {page.locale.language_code: page for page in pages}
    page = found.get(get_language() or "") or next(iter(found.values()), None)
    return page.get_url(request) or "" if page else ""


register.simple_tag(navigation.address)
register.simple_tag(navigation.home_path)
