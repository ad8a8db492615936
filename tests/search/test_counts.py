"""What takes long to count is counted once a minute; what does not is always counted again."""

import pytest
from django.core.cache import cache

from search import counts
from search.query import Query, Sort

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_a_minute(settings, monkeypatch):
    settings.COUNT_CACHE_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


def counted(query: Query, number: int, **options) -> int:
    return counts.kept("total", query, lambda: number, **options)


def test_a_quick_count_is_made_again(monkeypatch):
    monkeypatch.setattr(counts, "SLOW", 60)

    assert [counted(Query(kinds=["news"]), number) for number in (1, 2)] == [1, 2]


def test_a_slow_count_is_kept_for_every_page_and_order(monkeypatch):
    monkeypatch.setattr(counts, "SLOW", -1)

    assert counted(Query(kinds=["news"]), 1) == 1
    assert counted(Query(kinds=["news"], page=3, per_page=5, count=["theme"]), 2) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"kinds": ["page"]},
        {"kinds": ["news"], "facets": {"theme": ["sport"]}},
        {"kinds": ["news"], "language": "ar"},
        {"kinds": ["news"], "sort": Sort.SOON},  # without what has no date
    ],
)
def test_another_question_is_counted_apart(monkeypatch, other):
    monkeypatch.setattr(counts, "SLOW", -1)
    counted(Query(kinds=["news"]), 1)

    assert counted(Query(**other), 2) == 2


def test_nothing_is_kept_when_told_so(settings, monkeypatch):
    settings.COUNT_CACHE_SECONDS = 0
    monkeypatch.setattr(counts, "SLOW", -1)

    assert [counted(Query(), number) for number in (1, 2)] == [1, 2]
