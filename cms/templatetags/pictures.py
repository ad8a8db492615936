"""What page templates need of images, tags and neighbours: `{% load pictures %}`."""

from dataclasses import replace
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms import pictures
from cms.domain.taxonomy import Audience, Topic
from cms.visibility import unlocked

register = template.Library()


@register.simple_tag
def image_picture(image: Any, shape: str = "body", **options: Any) -> SafeString:
    """Draw an image of the library in its paper window.

    `badge` is a department's number laid on it.
    """
    badge = options.pop("badge", "")
    if badge:
        options["badge"] = format_html('<span class="deptno" aria-hidden="true">{}</span>', badge)
    context = {
        "picture": pictures.picture(image, shape),
        "is_wide": shape == "body",
        "credit": image.credit,
    }
    return render_to_string("components/picture.html", {**context, **options})


@register.simple_tag
def block_image(image: Any) -> pictures.Picture | None:
    """Return the picture of an image block, with the alternative text of its place."""
    if image is None:
        return None
    shown = pictures.picture(image, "body")
    if getattr(image, "decorative", False):
        return replace(shown, alt="")
    return replace(shown, alt=getattr(image, "contextual_alt_text", "") or shown.alt)


@register.simple_tag
def poster(image: Any) -> pictures.Picture | None:
    return pictures.picture(image, "body") if image else None


@register.simple_tag
def image_logo(image: Any, name: str) -> SafeString:
    """A partner's logo, read as the partner's name."""
    shown = pictures.picture(image, "logo")
    width, height = shown.width, shown.height
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        shown.src,
        width,
        height,
        name,
    )


@register.simple_tag
def child_pages(page: Page) -> list[Page]:
    """Return the published pages below, in the order of the editors.

    At most one query for each type.
    """
    return list(page.get_children().live().filter(unlocked()).specific())


@register.simple_tag
def tags_of(page: Any) -> list[dict[str, str]]:
    """Return a news' tags as chips that lead to the list, filtered."""
    index = page.get_parent()
    url = index.url if index else ""
    tags = [("theme", value, Topic(value).label) for value in page.topics if value in Topic]
    tags += [
        ("public", value, Audience(value).label) for value in page.audiences if value in Audience
    ]
    return [{"text": str(label), "url": f"{url}?{name}={value}"} for name, value, label in tags]


@register.simple_tag
def news_card(news: Any) -> SafeString:
    """Draw a card of a page at hand; its renditions are prefetched by `for_cards`."""
    card = {
        "title": news.title,
        "url": news.url,
        "summary": news.summary,
        "date": news.published_at,
    }
    if news.image:
        card |= {"picture": pictures.picture(news.image, "card")}
    else:
        card |= {"scene": news.scene}
    return render_to_string("components/card_news.html", {"card": card})
