"""Smallest valid pages and files; a test states only what matters to it."""

import io
from datetime import timedelta
from typing import Any

from django.utils import timezone
from PIL import Image as Pillow
from wagtail.models import Page

from cms.actions.add_image import add_image
from cms.models import BasePage, Image, NewsIndexPage, NewsPage, StandardPage


def home() -> BasePage:
    """The French home of the current site."""
    return Page.objects.get(depth=2, locale__language_code="fr").specific


def news_index() -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code="fr")


def make_news(title: str = "Une nouvelle", *, days_ago: int = 1, **fields: Any) -> NewsPage:
    published = timezone.now() - timedelta(days=days_ago)
    page = NewsPage(
        **{"title": title, "summary": "En deux mots.", "published_at": published, **fields}
    )
    return news_index().add_child(instance=page)


def make_page(title: str = "Une page", *, under: Page | None = None, **fields: Any) -> StandardPage:
    return (under or home()).add_child(instance=StandardPage(title=title, **fields))


def picture_bytes(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "#d64a2a").save(out, kind, **options)
    return out.getvalue()


def make_image(title: str = "Image", size: tuple[int, int] = (60, 40)) -> Image:
    file = io.BytesIO(picture_bytes(size=size))
    return add_image(file=file, name="image.jpg", title=title, description="Un aplat rouge.")


def stamp_of(seconds_ago: float = 10) -> str:
    """The sealed time of a public form that was shown a while ago."""
    from kernel.signing import seal

    return seal("form", timezone.now().timestamp() - seconds_ago)


def run_queue() -> int:
    """Do what waits, then come back to the site where the test was."""
    from django.db import connection

    from tests.queue import drain

    tenant = connection.tenant
    done = drain()
    connection.set_tenant(tenant)
    return done
