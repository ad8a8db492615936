from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from kernel.cursors import seal, unseal
from search import registry
from search.listings import InvalidCursor, ListChanged, Point, Query, Sort, find, walk
from search.paging import encode
from search.query import Card, Page
from tenants.models import Tenant
from tests.search.things import publish

pytestmark = pytest.mark.usefixtures("things")
# How many figures follow, and those of one word that one entry has.
FIGURES = [3, 1, 9.0, 1]
# What JSON holds, and moments of all years and zones.
VALUES = st.one_of(
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.integers().map(str),
    st.datetimes(timezones=st.timezones()).map(datetime.isoformat),
)


def keys(query: Query) -> list[str]:
    return [card.key for card in find(query).cards]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        (Sort.RECENT, ["c", "a", "b", "d"]),
        (Sort.RELEVANCE, ["c", "a", "b", "d"]),
        (Sort.TITLE, ["d", "b", "c", "a"]),
        (Sort.POPULAR, ["b", "c", "a", "d"]),
        (Sort.SOON, ["b", "a"]),
        (Sort.ENDING, ["a", "b"]),
    ],
)
def test_orders(aisne: Tenant, sort: Sort, expected: list[str]) -> None:
    publish("a", title="Zèbre", days=2, starts=5, ends=6)
    publish("b", title="École", days=3, starts=4, ends=7, popularity=2)
    publish("c", title="Tortue", days=1)
    publish("d", title="À l’âne")

    assert keys(Query(sort=sort)) == expected


@pytest.mark.parametrize("sort", Sort)
def test_pages_by_number_and_by_cursor_give_each_card_once_in_one_order(
    aisne: Tenant, sort: Sort
) -> None:
    for number in range(11):
        # Equal on purpose: only the last key of an order tells them apart.
        publish(str(number), title="Même titre", days=1, starts=1, ends=1)

    by_number = [
        key
        for page in (1, 2, 3)
        for key in keys(Query(text="titre", sort=sort, page=page, per_page=4))
    ]
    by_cursor = [card.key for card in walk(Query(text="titre", sort=sort, per_page=4))]

    assert by_number == by_cursor
    assert len(set(by_number)) == 11


def test_a_cursor_goes_on_whatever_happened_meanwhile(aisne: Tenant) -> None:
    for number in range(6):
        publish(str(number), days=number)
    first = find(Query(per_page=3))

    publish("new", days=-1)
    registry.withdraw("things", "2")  # the cursor's own entry
    second = find(Query(per_page=3, cursor=first.next_cursor))

    assert [card.key for card in second.cards] == ["3", "4", "5"]
    assert (second.has_next, second.next_cursor) == (False, "")


@pytest.mark.parametrize("text", ["", "titre"])
@pytest.mark.parametrize(
    ("sort", "values"),
    [
        (Sort.TITLE, ["a\0b", 1]),
        (Sort.TITLE, ["a\ud800", 1]),
        (Sort.TITLE, ["a", 2**70]),
        (Sort.TITLE, ["a", float("inf")]),
        (Sort.POPULAR, [float("nan"), "2026-01-01T00:00:00+00:00", 1]),
    ],
)
def test_a_cursor_that_no_list_gave_is_refused_by_every_order(
    aisne: Tenant, text: str, sort: Sort, values: list[Any]
) -> None:
    publish("a", title="Un titre")

    with pytest.raises(InvalidCursor):
        find(Query(text=text, sort=sort, cursor=encode(sort, values)))


@pytest.mark.parametrize(
    "place",
    [
        [],
        [7],
        ["postgres"],
        ["postgres", 1],
        ["postgres", False, 1],
        ["lucene", *FIGURES, 0, 1, 1],
        ["postgres", *FIGURES],
        ["postgres", *FIGURES, "false", "1"],
        ["postgres", *FIGURES, "false", "9" * 20, "1"],
        ["postgres", 3, 1, 0, 1, "false", "1", "1"],
        ["postgres", 3, -1, 9, 1, "false", "1", "1"],
        ["postgres", 3, "1", 9, 1, "false", "1", "1"],
        ["postgres", 3, 1e308, 9, 1, "false", "1", "1"],
    ],
)
def test_a_place_in_results_that_no_engine_gave_is_refused(aisne: Tenant, place: list[Any]) -> None:
    publish("a", title="Un titre")

    with pytest.raises(InvalidCursor):
        find(Query(text="titre", cursor=encode(Sort.RELEVANCE, place)))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sort=st.sampled_from(Sort), values=st.lists(VALUES, min_size=2, max_size=3))
def test_whatever_a_cursor_holds_it_is_answered_or_refused(
    aisne: Tenant, sort: Sort, values: list[Any]
) -> None:
    publish("a", title="Un titre", point=(49.5, 3.6), starts=1, ends=2)
    near = Point(49.5, 3.6) if sort is Sort.NEAR else None

    for text, place in (("", values), ("titre", ["postgres", *FIGURES, *values])):
        with suppress(InvalidCursor):
            find(Query(text=text, sort=sort, near=near, cursor=encode(sort, place)))


@pytest.mark.parametrize("text", ["", "titre"])
@pytest.mark.parametrize("moment", ["2026-01-01T00:00:00+23:00", "0001-01-01T00:00:00+00:01"])
def test_a_moment_of_a_far_zone_is_compared_or_refused(
    aisne: Tenant, text: str, moment: str
) -> None:
    publish("a", title="Un titre")
    place = ["postgres", *FIGURES, moment, 1] if text else [moment, 1]
    query = Query(text=text, sort=Sort.RECENT, cursor=encode(Sort.RECENT, place))

    if moment < "1970":
        with pytest.raises(InvalidCursor):
            find(query)
    else:
        assert find(query).total == 1


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.RECENT, Sort.TITLE])
def test_a_cursor_of_the_other_engine_says_that_the_list_changed(aisne: Tenant, sort: Sort) -> None:
    for number in range(3):
        publish(str(number), title="Un titre")
    values = unseal(find(Query(text="titre", sort=sort, per_page=2)).next_cursor)

    with pytest.raises(ListChanged):
        find(Query(text="titre", sort=sort, cursor=seal([sort, "elasticsearch", *values[2:]])))


@pytest.mark.parametrize("cursor", ["?", "abc", "W10", "WyJ0aXRsZSIsIngiLDFd", "é", "W1wi"])
def test_a_broken_cursor_is_an_error_that_people_can_read(aisne: Tenant, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        find(Query(cursor=cursor))


def test_a_page_knows_how_many_there_are(aisne: Tenant) -> None:
    for number in range(5):
        publish(str(number))

    last = find(Query(page=3, per_page=2))

    assert (last.total, last.pages, last.has_next, last.has_previous) == (5, 3, False, True)


def test_people_turn_so_many_pages_and_no_more() -> None:
    page = Page[Card](
        cards=(), total=10**6, number=500, per_page=20, has_next=False, next_cursor=""
    )

    assert page.pages == page.paginator.num_pages == 500
