"""What browsers and robots ask beside the pages.

Style of the site, manifest, robots, sitemap, security.
"""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import highlights, lists, navigation, sitemap
from cms.domain.identity import NATIONAL, identity_css
from cms.models import SiteSettings

AN_HOUR = 3600
XML = "application/xml; charset=utf-8"
SECURITY_DAYS = 180


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def identity(request: HttpRequest) -> HttpResponse:
    """The colours of this site, and those of the sites it links to."""
    pair = SiteSettings.for_request(request).pair or NATIONAL
    return HttpResponse(
        identity_css(pair, others=highlights.pairs()), content_type="text/css; charset=utf-8"
    )


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def manifest(request: HttpRequest) -> JsonResponse:
    site = navigation.site_of(request)
    icons = [
        {"src": static(f"icons/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    data = {
        "name": f"{site.name} – Trousse" if site.code else site.name,
        "short_name": site.name,
        "start_url": "/",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    }
    return JsonResponse(data, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything or nothing: what must stay out one by one says so in its own page."""
    is_open = settings.SITES_ARE_INDEXED and not SiteSettings.for_request(request).is_hidden
    lines = ["User-agent: *"]
    if is_open:
        lines += [
            "Disallow: /admin/",
            "Disallow: /documents/authenticate_with_password/",
            "Allow: /",
            "",
        ]
        lines += [f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}"]
    else:
        lines += ["Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """The index of the site maps."""
    names = [reverse("cms:sitemap_part", args=[name]) for name in sitemap.parts()]
    context = {"parts": [request.build_absolute_uri(path) for path in names]}
    return render(request, "cms/sitemap_index.xml", context, content_type=XML)


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def sitemap_part(request: HttpRequest, name: str) -> HttpResponse:
    found = sitemap.part(name, request)
    if found is None:
        raise Http404
    return render(request, "cms/sitemap.xml", {"addresses": found}, content_type=XML)


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to write about a weakness.

    The date moves with the clock, so it never expires.
    """
    expires = (timezone.now() + timedelta(days=SECURITY_DAYS)).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: fr, en",
        f"Canonical: {request.build_absolute_uri('/.well-known/security.txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def departments(request: HttpRequest) -> HttpResponse:
    """The map and the list of the sites; a site chosen in the header's form leads there."""
    sites = navigation.in_language(navigation.departments())
    chosen = request.GET.get("site")
    for site in sites:
        if site.slug == chosen:
            return HttpResponseRedirect(site.url)
    meta = lists.meta(request, [(site.name, site.url) for site in sites])
    return render(request, "cms/departments.html", {"departments": sites, "meta": meta})
