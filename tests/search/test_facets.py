from dataclasses import replace
from datetime import timedelta

import pytest

from search import lexicon, registry
from search.listings import Facet, Query, Sort, facets, find
from search.selection import select
from tenants.models import Tenant
from tests.search.things import NOON, publish

pytestmark = pytest.mark.usefixtures("things")


def keys(query: Query) -> list[str]:
    return [card.key for card in find(query).cards]


@pytest.fixture
def themed(aisne: Tenant) -> None:
    publish("1", kind="news", facets={"theme": ["mer"], "level": ["cm2"]})
    publish("2", kind="news", facets={"theme": ["mer", "art"], "level": ["6e"]})
    publish("3", kind="news", facets={"theme": ["art"], "level": ["cm2"]})
    publish("4", kind="guide", facets={"theme": ["sport"], "level": ["cm2"]})


def counts(query: Query, facet: Facet) -> dict[str, int]:
    return {count.value: count.count for count in facets(query, [facet])[facet]}


def test_values_of_a_facet_widen_and_facets_narrow_each_other(themed: None) -> None:
    assert set(keys(Query(facets={Facet.THEME: ["mer", "sport"]}))) == {"1", "2", "4"}
    assert set(keys(Query(facets={Facet.THEME: ["mer"], Facet.LEVEL: ["cm2"]}))) == {"1"}


def test_a_count_ignores_the_choice_in_its_own_facet_and_heeds_the_others(themed: None) -> None:
    query = Query(facets={Facet.THEME: ["mer"], Facet.LEVEL: ["cm2"]})

    assert counts(query, Facet.THEME) == {"mer": 1, "art": 1, "sport": 1}
    assert counts(query, Facet.LEVEL) == {"cm2": 1, "6e": 1}
    assert counts(query, Facet.KIND) == {"news": 1}


def test_every_count_is_what_choosing_that_value_would_give(themed: None) -> None:
    query = Query(facets={Facet.LEVEL: ["cm2"]}, kinds=["news"])

    for value, number in counts(query, Facet.THEME).items():
        chosen = Query(facets={Facet.LEVEL: ["cm2"], Facet.THEME: [value]}, kinds=["news"])
        assert find(chosen).total == number


def test_a_chosen_value_that_finds_nothing_can_still_be_unticked(themed: None) -> None:
    query = Query(facets={Facet.THEME: ["cuisine"]}, count=[Facet.THEME])

    page = find(query)

    assert page.total == 0
    assert [c.value for c in page.facets[Facet.THEME] if c.is_chosen] == ["cuisine"]


def test_counts_carry_words_in_the_readers_language(themed: None) -> None:
    registry.name_values(Facet.THEME, lambda: {"mer": "La mer"})

    labels = {count.value: count.label for count in facets(Query(), [Facet.THEME])[Facet.THEME]}

    assert labels == {"mer": "La mer", "art": "art", "sport": "sport"}


def test_dates_and_figures_narrow(aisne: Tenant) -> None:
    publish("over", starts=-3, ends=-2, figures={"places_left": 4})
    publish("soon", starts=1, ends=2, figures={"places_left": 0})
    publish("later", starts=9, figures={"places_left": 8})
    publish("undated")

    assert set(keys(Query(not_over_at=NOON))) == {"soon", "later", "undated"}
    assert set(keys(Query(starts_from=NOON))) == {"soon", "later"}
    assert set(keys(Query(starts_until=NOON))) == {"over"}
    assert set(keys(Query(at_least={"places_left": 1}))) == {"over", "later"}
    assert set(keys(Query(at_least={"places_left": 1}, at_most={"places_left": 4}))) == {"over"}


@pytest.mark.parametrize("text", ["", "chose"])
def test_what_an_order_leaves_out_is_not_counted(aisne: Tenant, text: str) -> None:
    publish("soon", title="Chose proche", kind="workshop", starts=1)
    publish("undated", title="Chose sans jour", kind="news")
    lexicon.learn(again=True)

    page = find(Query(text=text, sort=Sort.SOON, count=[Facet.KIND]))

    assert page.total == 1
    assert {count.value: count.count for count in page.facets[Facet.KIND]} == {"workshop": 1}


def test_a_kind_of_short_things_is_read_from_its_beginning(aisne: Tenant, monkeypatch) -> None:
    monkeypatch.setattr(registry, "_longest", {})
    registry.last_at_most("event", timedelta(days=2))
    publish("broken promise", kind="event", starts=-9, ends=9)
    publish("over", kind="event", starts=-3, ends=-2)
    publish("now", kind="event", starts=-1, ends=1)
    publish("later", kind="event", starts=1, ends=2)
    publish("exhibition", kind="other", starts=-90, ends=9)
    events = Query(kinds=["event"], not_over_at=NOON, sort=Sort.SOON)

    assert keys(events) == ["now", "later"]
    assert keys(replace(events, kinds=["event", "other"])) == [
        *("exhibition", "broken promise", "now", "later")
    ]


def test_what_ends_first_is_read_from_what_is_to_come(aisne: Tenant) -> None:
    publish("over", kind="event", starts=-3, ends=-2)
    publish("later", kind="event", starts=-9, ends=9)
    publish("soon", kind="event", starts=-1, ends=1)
    publish("endless", kind="event", starts=1)
    query = Query(kinds=["event"], not_over_at=NOON, sort=Sort.ENDING)

    assert keys(query) == ["soon", "later"]
    # The column itself, which its index is of, and not what `over_at` makes of it.
    sql, _values = select(query).query.sql_with_params()
    assert '"search_entry"."ends_at" >= %s' in sql
