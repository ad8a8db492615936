"""A database of the bench's own, copied from the suite's template."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
os.environ.setdefault("LOG_LEVEL", "WARNING")
# The suite counts again each time; visitors share the counts of long lists.
os.environ.setdefault("COUNT_CACHE_SECONDS", "60")
django.setup()

from django.db import connection
from wagtail.models import Page

from cms.models import NewsIndexPage, NewsPage
from cms.planting import plant
from tenants.context import enter
from tests.database import scratch_database

NAME = "trousse_bench"
TEXT = "Une classe, une trousse, un projet : raconter ce qui s’y passe, semaine après semaine. " * 4


@contextmanager
def a_copy() -> Iterator[str]:
    """Yield the address of a fresh copy, with the connection on it."""
    with scratch_database(NAME):
        given = urlsplit(os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"])
        yield urlunsplit(given._replace(path=f"/{NAME}"))


@contextmanager
def a_department_with_news(number: int) -> Iterator[str]:
    with a_copy() as url:
        with enter("tne_02"):
            index = NewsIndexPage.objects.get(locale__language_code="fr")
            plant(index, [_news(n) for n in range(1, number + 1)])
            Page.fix_tree()
        connection.close()
        yield url


def _news(number: int) -> NewsPage:
    return NewsPage(
        title=f"Nouvelle {number}",
        slug=f"bench-{number}",
        summary=TEXT[:180],
        body=[("heading", "Ce qui a changé"), ("text", f"<p>{TEXT}</p>" * 3)],
    )
