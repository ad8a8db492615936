from dataclasses import replace

import pytest
from django.db import connection

from search import wording
from search.listings import (
    EVERY_LANGUAGE,
    Facet,
    Query,
    Scope,
    Sort,
    find,
    latest,
    related,
    walk,
)
from tenants.context import enter
from tenants.models import Tenant
from tests.search.things import publish

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


# --- Like this one -------------------------------------------------------------------------------


@pytest.fixture
def themed(aisne: Tenant) -> None:
    publish("1", kind="news", facets={"theme": ["mer"], "level": ["cm2"]})
    publish("2", kind="news", facets={"theme": ["mer", "art"], "level": ["6e"]})
    publish("3", kind="news", facets={"theme": ["art"], "level": ["cm2"]})
    publish("4", kind="guide", facets={"theme": ["sport"], "level": ["cm2"]})


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
    query = Query(count=[Facet.KIND, Facet.THEME, Facet.DEPARTMENT])
    publish("mine", facets={"theme": ["t0"]})

    for size in (1, 25):
        for number in range(size):
            with enter(vosges):
                publish(f"v{number}", facets={"theme": [f"t{number}"]})
        connection.cursor()  # the way back from Vosges is the test's, not the list's
        wording.current()  # read again every twenty seconds
        with django_assert_num_queries(3):
            find(query)
        # Two of them read the vocabulary, for no job has learnt the word yet.
        with django_assert_num_queries(5):
            find(replace(query, text="chose"))
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
