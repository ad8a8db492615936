"""What lists narrowed by their address share: rules without a database."""

import pytest
from django.http import QueryDict

from search import narrowing
from search.listings import FacetCount


def count(value: str, number: int = 1, *, is_chosen: bool = False) -> FacetCount:
    return FacetCount(value=value, label=value.title(), count=number, is_chosen=is_chosen)


@pytest.mark.parametrize(
    ("address", "page"), [("", 1), ("page=3", 3), ("page=-1", 1), ("page=9" * 9, 1), ("page=٣", 1)]
)
def test_a_page_is_always_a_number(address: str, page: int) -> None:
    assert narrowing.page_of(QueryDict(address)) == page


def test_what_is_typed_becomes_plain() -> None:
    given = QueryDict("q=%00+un++mot+&theme=a&theme=a&theme=&theme=%07&theme=b")

    assert narrowing.text_of(given) == "un mot"
    assert narrowing.values_of(given, "theme") == ["a", "b"]


def test_values_keep_their_own_order_and_unknown_ones_come_last() -> None:
    found = narrowing.in_order([count("z"), count("b"), count("a")], ["a", "b"])

    assert [one.value for one in found] == ["a", "b", "z"]


def test_one_value_is_no_choice_unless_it_is_ticked() -> None:
    alone = narrowing.boxes("theme", "Theme", [count("a")])
    ticked = narrowing.boxes("theme", "Theme", [count("a", is_chosen=True)], is_long=True)

    assert not narrowing.is_a_choice(alone)
    assert narrowing.is_a_choice(ticked)
    assert ticked["is_long"]


def test_each_chip_takes_its_choice_away_and_goes_to_the_first_page() -> None:
    given = QueryDict("public=a&public=b&page=3&q=mot")
    filters = [narrowing.boxes("public", "", [count("a", is_chosen=True), count("c")])]

    assert narrowing.chips(filters, given) == [{"text": "A", "url": "?public=b&q=mot"}]


def test_an_address_changes_and_an_empty_value_leaves_it() -> None:
    given = QueryDict("etat=x&tri=y&page=2&q=mot")

    assert narrowing.changed(given, etat="z") == "?tri=y&q=mot&etat=z"
    assert narrowing.changed(given, drop=("page", "tri"), etat="") == "?q=mot"


def test_one_tab_is_the_current_one() -> None:
    shown = narrowing.tabs(QueryDict("page=2"), "tri", {"": "All", "b": "B"}, "b")

    assert shown == [
        {"text": "All", "url": "?", "is_current": False},
        {"text": "B", "url": "?tri=b", "is_current": True},
    ]
