import pytest
from django.db import connection

from search import registry
from search.listings import (
    EVERY_LANGUAGE,
    Facet,
    InvalidCursor,
    Query,
    Scope,
    Sort,
    facets,
    find,
    latest,
    related,
    walk,
)
from tenants.context import enter
from tenants.models import Tenant
from tests.search.things import NOON, publish

pytestmark = pytest.mark.usefixtures("things")


def keys(query: Query) -> list[str]:
    return [card.key for card in find(query).cards]


# --- Whose things --------------------------------------------------------------------------------


@pytest.fixture
def everywhere(aisne: Tenant, vosges: Tenant) -> None:
    """Each site has one thing for all and one for itself; the visitor is in Aisne."""
    for schema, name in (("national", "n"), ("tne_02", "a"), ("tne_88", "v")):
        with enter(schema):
            publish(name, title=f"Tous {name}")
            publish(f"{name}-own", title=f"Chez {name}", visibility="site")


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope.NETWORK, {"n", "a", "a-own", "v"}),
        (Scope.NATIONAL, {"n"}),
        (Scope.SITE, {"a", "a-own"}),
        (Scope.DEPARTMENT, {"a", "a-own"}),
    ],
)
def test_what_a_site_keeps_to_itself_is_seen_there_alone(
    everywhere: None, scope: Scope, expected: set[str]
) -> None:
    query = Query(scope=scope, count=[Facet.DEPARTMENT, Facet.KIND])

    page = find(query)

    assert {card.key for card in page.cards} == expected
    assert page.total == len(expected)
    assert page.facets[Facet.KIND][0].count == len(expected)
    assert {card.key for card in walk(query)} == expected


@pytest.mark.parametrize("text", ["chez v", "Chez", "v"])
def test_words_do_not_find_what_another_site_keeps_to_itself(everywhere: None, text: str) -> None:
    assert not {"v-own", "n-own"}.intersection(keys(Query(text=text)))


def test_public_sees_only_what_is_for_all(everywhere: None) -> None:
    with enter("public"):
        assert set(keys(Query())) == {"n", "a", "v"}


def test_a_department_lists_what_others_publish_about_it(aisne: Tenant) -> None:
    publish("own")
    with enter("national"):
        publish("about", facets={"department": ["02", "88"]})
        publish("elsewhere", facets={"department": ["88"]})

    assert set(keys(Query(scope=Scope.DEPARTMENT))) == {"own", "about"}


def test_a_card_of_another_site_has_its_whole_address(everywhere: None) -> None:
    cards = {card.key: card for card in find(Query()).cards}

    assert (cards["a"].url, cards["a"].is_local) == ("/choses/a/", True)
    assert cards["v"].url.endswith("://vosges.trousse.localhost/choses/v/")
    assert (cards["v"].site_name, cards["v"].site_code) == ("Vosges", "88")
    assert cards["n"].url.endswith("://trousse.localhost/choses/n/")


# --- Languages -----------------------------------------------------------------------------------


@pytest.fixture
def translated(aisne: Tenant) -> None:
    publish("both", "fr", title="Les deux")
    publish("both", "ar", title="كلاهما")
    publish("french", "fr", title="Français")
    publish("turkish", "tr", title="Türkçe")


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", {"fr", "tr"}), ("ar", {"ar", "fr", "tr"}), ("tr", {"fr", "tr"})],
)
def test_each_thing_comes_once_in_the_readers_language_or_the_next_best(
    translated: None, language: str, expected: set[str]
) -> None:
    cards = find(Query(language=language)).cards

    assert sorted(card.key for card in cards) == ["both", "french", "turkish"]
    assert {card.language for card in cards} == expected


def test_a_chosen_language_gives_what_exists_in_it_and_shows_it(translated: None) -> None:
    page = find(Query(language="fr", facets={Facet.LANGUAGE: ["ar"]}, count=[Facet.LANGUAGE]))

    assert [(card.key, card.language) for card in page.cards] == [("both", "ar")]
    counts = {count.value: (count.count, count.is_chosen) for count in page.facets[Facet.LANGUAGE]}
    assert counts == {"fr": (2, False), "ar": (1, True), "tr": (1, False)}


def test_a_site_map_gets_every_version_side_by_side(translated: None) -> None:
    cards = list(walk(Query(language=EVERY_LANGUAGE, sort=Sort.KEY, per_page=1)))

    assert [(card.key, card.language) for card in cards] == [
        ("both", "ar"),
        ("both", "fr"),
        ("french", "fr"),
        ("turkish", "tr"),
    ]


# --- Narrowing -----------------------------------------------------------------------------------


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


def test_counts_carry_words_in_the_readers_language(
    themed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_labels", {})
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


# --- Order and pages -----------------------------------------------------------------------------


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


@pytest.mark.parametrize("cursor", ["?", "abc", "W10", "WyJ0aXRsZSIsIngiLDFd", "é", "W1wi"])
def test_a_broken_cursor_is_an_error_that_people_can_read(aisne: Tenant, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        find(Query(cursor=cursor))


def test_a_page_knows_how_many_there_are(aisne: Tenant) -> None:
    for number in range(5):
        publish(str(number))

    last = find(Query(page=3, per_page=2))

    assert (last.total, last.pages, last.has_next, last.has_previous) == (5, 3, False, True)


# --- Like this one -------------------------------------------------------------------------------


def test_related_things_share_most_first(themed: None) -> None:
    found = related("things", "1", Query(per_page=3))

    assert [card.key for card in found][-1] != "1"
    assert {card.key for card in found} == {"2", "3", "4"}
    publish("5", facets={"theme": ["mer"], "level": ["cm2"]})
    assert related("things", "1", Query(per_page=1))[0].key == "5"


def test_nothing_is_related_to_what_has_no_facets(themed: None) -> None:
    publish("6")

    assert related("things", "6", Query()) == ()
    assert related("things", "unknown", Query()) == ()


# --- Cost ----------------------------------------------------------------------------------------


def test_any_number_of_cards_costs_the_same_queries(
    aisne: Tenant, vosges: Tenant, django_assert_num_queries
) -> None:
    query = Query(text="chose", count=[Facet.KIND, Facet.THEME, Facet.DEPARTMENT])
    publish("mine", facets={"theme": ["t0"]})

    for size in (1, 25):
        for number in range(size):
            with enter(vosges):
                publish(f"v{number}", facets={"theme": [f"t{number}"]})
        connection.cursor()  # the way back from Vosges is the test's, not the list's
        with django_assert_num_queries(3):
            find(query)
        with django_assert_num_queries(1):
            latest(query)
        with django_assert_num_queries(2):
            related("things", "mine", query)


def test_a_list_enters_no_other_schema(aisne: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    with enter("tne_88"):
        publish("v", facets={"theme": ["mer"]})
    entered = []
    monkeypatch.setattr(connection, "set_tenant", entered.append)

    page = find(Query(count=list(Facet)))

    assert (page.total, entered) == (1, [])
