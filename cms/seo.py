"""What a page says to engines and to those with whom it is shared."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from cms import frame, structured_data
from cms.models.settings import SiteSettings
from cms.pictures import picture
from cms.visibility import visible

# In JSON inside HTML, these could close the script element or open a comment.
UNSAFE = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    title: str
    description: str
    canonical: str
    is_indexed: bool
    kind: str = "website"
    image_url: str = ""
    image_alt: str = ""
    # Address of the page in each language, itself included; empty when it has one language.
    alternates: Mapping[str, str] = field(default_factory=dict)
    json_ld: SafeString = field(default_factory=SafeString)


def describe(page: Any, request: HttpRequest) -> Meta:
    """Gather what the head of the page says.

    One query for the translations, one for the settings.
    """
    said = SiteSettings.for_request(request)
    urls = translations(page, request)
    canonical = urls.get(page.locale.language_code) or request.build_absolute_uri(request.path)
    image = page.picture or said.social_image
    return Meta(
        title=page.seo_title or page.title,
        description=page.description,
        canonical=canonical,
        is_indexed=page.is_indexed and may_be_indexed(request),
        kind="article" if page.search_kind == "news" else "website",
        image_url=request.build_absolute_uri(shared_picture(image)) if image else "",
        image_alt=image.default_alt_text if image else "",
        alternates=urls if len(urls) > 1 else {},
        json_ld=script(structured_data.of(page, request, canonical)),
    )


def of_view(
    request: HttpRequest, title: str, description: str, data: dict[str, Any] | None = None
) -> Meta:
    """Describe a view that is no page of Wagtail's, at its address without what narrows it."""
    address = request.build_absolute_uri(request.path)
    told = {"@context": structured_data.CONTEXT, **data, "url": address} if data else None
    return Meta(
        title=title,
        description=description,
        canonical=address,
        is_indexed=may_be_indexed(request),
        json_ld=script(told),
    )


def may_be_indexed(request: HttpRequest) -> bool:
    """Say whether engines are welcome on this site at all."""
    return bool(settings.SITES_ARE_INDEXED and not SiteSettings.for_request(request).is_hidden)


def translations(page: Page, request: HttpRequest) -> dict[str, str]:
    """Return the full address of the page in each language in which visitors may read it."""
    rows = frame.translated(visible()).filter(translation_key=page.translation_key)
    order = [code for code, _name in settings.LANGUAGES]
    urls = {row.locale.language_code: row.get_full_url(request) for row in rows}
    return {code: urls[code] for code in order if urls.get(code)}


def shared_picture(image: Any) -> str:
    """Return the 1200 × 630 cut of an image, or the original until the task has drawn it."""
    return picture(image, "social").src


def script(data: dict[str, Any] | None) -> SafeString:
    """Write JSON-LD so that no text of an editor can leave the script element."""
    if data is None:
        return SafeString("")
    text = json.dumps(data, ensure_ascii=False).translate(UNSAFE)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308  made safe just above
    )
