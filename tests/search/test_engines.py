"""What both engines promise: each test runs on PostgreSQL and on a real Elasticsearch."""

import os
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils.timezone import now

from search import analysis, answers, counts, lexicon
from search.engines import titles
from search.listings import EVERY_LANGUAGE, Facet, Point, Query, Scope, Sort, find, walk
from search.query import Card
from tenants.context import enter
from tests.search import engines
from tests.search.things import NOON, publish

ENGINES = [
    "postgres",
    engines.ARRAYS,
    pytest.param("elasticsearch", marks=pytest.mark.elasticsearch),
]
WORDS = "marée école forêt projet élève voyage jardin musique robot carnet".split()


@pytest.fixture(params=ENGINES)
def catch_up(request, things: None, settings) -> Iterator[engines.CatchUp]:
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
    with engines.using(request.param, f"test-{os.getpid()}") as told:
        yield told


def keys(query: Query) -> list[str]:
    return [card.key for card in find(query).cards]


def begun(text: str) -> list[str]:
    return [card.key for card in answers.complete(Query(text=text, per_page=10))]


def a_small_corpus(seed: int) -> dict[str, dict[str, object]]:
    """Random things, with few words so that they share them."""
    chance = random.Random(seed)  # noqa: S311  the same at each run
    return {
        f"k{number}": {
            "title": " ".join(chance.sample(WORDS, chance.randint(1, 4))),
            "body": " ".join(chance.choices(WORDS, k=chance.randint(0, 12))),
            "facets": {"theme": chance.sample(["mer", "port", "bois"], chance.randint(0, 2))},
            "kind": chance.choice(["news", "guide"]),
        }
        for number in range(30)
    }


def holds(thing: dict[str, object], text: str) -> bool:
    words = set(analysis.stems(f"{thing['title']} {thing['body']}", "fr"))
    return bool(words & set(analysis.stems(text, "fr")))


def test_what_is_found_is_what_holds_a_word_and_facets_add_up(catch_up: engines.CatchUp) -> None:
    corpus = a_small_corpus(7)
    with enter("tne_02"):
        for key, thing in corpus.items():
            publish(key, **thing)
        catch_up()
        for text in ["marée", "écoles forêts", "robot jardin carnet"]:
            for themes in [[], ["mer"], ["mer", "bois"]]:
                check_against_a_naive_reading(corpus, text, themes)


def check_against_a_naive_reading(corpus, text: str, themes: list[str]) -> None:
    facets = {Facet.THEME: themes} if themes else {}
    query = Query(
        text=text, facets=facets, scope=Scope.SITE, per_page=7, count=[Facet.KIND, Facet.THEME]
    )
    expected = {key for key, thing in corpus.items() if holds(thing, text)}
    chosen = {
        key for key in expected if not themes or set(themes) & set(corpus[key]["facets"]["theme"])
    }

    page = find(query)
    found = [card.key for card in walk(query)]

    assert len(found) == len(set(found)) == page.total
    assert set(found) == chosen
    # Kinds respect the chosen theme; themes are counted as if none had been chosen.
    assert sum(count.count for count in page.facets[Facet.KIND]) == len(chosen)
    for count in page.facets[Facet.THEME]:
        having = {key for key in expected if count.value in corpus[key]["facets"]["theme"]}
        assert count.count == len(having)


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.RECENT, Sort.TITLE, Sort.POPULAR])
def test_pages_neither_repeat_nor_skip_while_things_are_published(
    catch_up: engines.CatchUp, sort: Sort
) -> None:
    with enter("tne_02"):
        for number in range(25):
            publish(f"k{number}", title=f"Marée {number % 3}", days=number % 5)
        catch_up()
        first = find(Query(text="marée", sort=sort, per_page=10, scope=Scope.SITE))

        for number in range(12):
            publish(f"new{number}", title="Une marée", days=2)
        publish("k20", title="Un robot", days=0)
        lexicon.learn(again=True)
        catch_up()
        query = Query(text="marée", sort=sort, per_page=10, scope=Scope.SITE, page=2)
        after = [card.key for card in walk(replace(query, cursor=first.next_cursor))]

        shown = [card.key for card in first.cards] + after
        assert len(shown) == len(set(shown))
        assert {f"k{number}" for number in range(25) if number != 20} <= set(shown)


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.RECENT, Sort.TITLE, Sort.POPULAR])
def test_pages_by_number_are_those_of_a_walk(catch_up: engines.CatchUp, sort: Sort) -> None:
    with enter("tne_02"):
        for number in range(25):
            publish(f"k{number}", title=f"Marée {number % 3}", days=number % 5)
        catch_up()
        query = Query(text="marée", sort=sort, per_page=10, scope=Scope.SITE)

        found = [card.key for card in walk(query)]
        by_number = [key for page in (1, 2, 3) for key in keys(replace_page(query, page))]

        assert sorted(found) == sorted({f"k{number}" for number in range(25)})
        assert by_number == found


def replace_page(query: Query, page: int) -> Query:
    return Query(
        text=query.text, sort=query.sort, per_page=query.per_page, scope=query.scope, page=page
    )


@pytest.mark.parametrize("sort", [*Sort])
def test_a_page_is_the_same_when_its_total_was_counted_before(
    catch_up: engines.CatchUp, settings, monkeypatch, sort: Sort
) -> None:
    settings.COUNT_CACHE_SECONDS = 60
    cache.clear()
    with enter("tne_02"):
        for number in range(30):
            point = LAON if number % 2 else SOISSONS
            day = number % 7
            publish(f"k{number}", title=f"Marée {day % 3}", starts=day, ends=day + 1, point=point)
        publish("other", title="Robot", starts=1, point=LAON)
        catch_up()
        near = {"near": Point(*LAON)} if sort is Sort.NEAR else {}
        query = Query(text="marée", sort=sort, per_page=5, count=[Facet.KIND], **near)
        pages = [replace(query, page=number) for number in (1, 2, 6)]

        monkeypatch.setattr(counts, "SLOW", 60)
        counted = [find(page) for page in pages]
        monkeypatch.setattr(counts, "SLOW", -1)
        find(query)
        known = [find(page) for page in pages]
    cache.clear()
    assert known == counted
    assert {page.total for page in known} == {30}


def test_what_one_site_keeps_to_itself_is_found_there_alone(catch_up: engines.CatchUp) -> None:
    with enter("tne_88"):
        publish("secret", title="Marée cachée", visibility="site")
        publish("open", title="Marée verte")
    catch_up()
    query = Query(text="marée", count=[Facet.KIND])

    for site, expected in [("tne_02", ["open"]), ("national", ["open"])]:
        with enter(site):
            assert keys(query) == expected
            assert find(query).facets[Facet.KIND][0].count == 1
    with enter("tne_88"):
        assert sorted(keys(query)) == ["open", "secret"]


def test_each_thing_comes_once_in_the_readers_language(catch_up: engines.CatchUp) -> None:
    with enter("tne_02"):
        publish("one", title="Robot marin")
        publish("one", "en", title="Robot of the sea")
        publish("two", "uk", title="Robot")
        catch_up()

        assert languages("robot", "fr") == {"one": "fr", "two": "uk"}
        assert languages("robot", "en") == {"one": "en", "two": "uk"}
        assert len(find(Query(text="robot", language=EVERY_LANGUAGE)).cards) == 3


def test_a_language_counts_the_versions_that_hold_the_words(catch_up: engines.CatchUp) -> None:
    sea = {"theme": ["mer"]}
    with enter("tne_02"):
        publish("one", title="Robot marin", facets=sea)
        publish("one", "en", title="Robot of the sea", facets=sea)
        publish("one", "ar", title="آلة بحرية", facets=sea)
        publish("two", title="Un robot de jardin")
        catch_up()
        query = Query(text="un robot", language="fr", count=[Facet.LANGUAGE, Facet.THEME])

        for facets, expected in (
            ({}, {"fr": 2, "en": 1}),
            ({Facet.THEME: ["mer"]}, {"fr": 1, "en": 1}),
        ):
            page = find(replace(query, facets=facets))
            assert {one.value: one.count for one in page.facets[Facet.LANGUAGE]} == expected
            for language, number in expected.items():
                chosen = find(replace(query, facets={**facets, Facet.LANGUAGE: [language]}))
                assert {card.language for card in chosen.cards} == {language}
                assert chosen.total == number
                assert {one.value for one in chosen.facets[Facet.LANGUAGE]} == set(expected)


def languages(text: str, language: str) -> dict[str, str]:
    cards: tuple[Card, ...] = find(Query(text=text, language=language)).cards
    return {card.key: card.language for card in cards}


def test_what_is_over_comes_last_but_does_not_go(catch_up: engines.CatchUp) -> None:
    past = (now() - NOON).days
    with enter("tne_02"):
        publish("past", title="Atelier robot", starts=past - 9)
        publish("soon", title="Un atelier dont le titre est long parle de robot", starts=past + 9)
        publish("page", title="Robot", body="atelier " * 3)
        catch_up()

        found = keys(Query(text="atelier robot"))

    assert found[-1] == "past"
    assert sorted(found) == ["page", "past", "soon"]


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.TITLE])
@pytest.mark.parametrize("narrower", [{}, {"at_least": {"left": 1}}])
def test_what_is_over_is_left_out_where_that_is_asked(
    catch_up: engines.CatchUp, sort: Sort, narrower: dict[str, Any]
) -> None:
    says: dict[str, Any] = {"body": "robot", "figures": {"left": 1}, "facets": {"theme": ["sport"]}}
    with enter("tne_02"):
        publish("over", title="A robot", starts=-9, **says)
        publish("ended", title="B robot", starts=-9, ends=-1, **says)
        publish("lasts", title="C", starts=-9, ends=1, **says)
        publish("ends", title="D", ends=1, **says)
        publish("starts", title="E", starts=1, **says)
        publish("undated", title="F", **says)
        catch_up()

        query = Query(text="robot", not_over_at=NOON, sort=sort, count=[Facet.THEME], **narrower)
        page = find(query)

    assert {card.key for card in page.cards} == {"lasts", "ends", "starts", "undated"}
    assert (page.total, page.facets[Facet.THEME][0].count) == (4, 4)


def test_dates_and_figures_narrow(catch_up: engines.CatchUp) -> None:
    with enter("tne_02"):
        publish("near", title="Robot", starts=2, figures={"left": 500})
        publish("far", title="Robot", starts=40, figures={"left": 90_000})
        catch_up()
        soon = Query(text="robot", starts_from=NOON, starts_until=NOON + timedelta(days=7))

        assert keys(soon) == ["near"]
        assert keys(Query(text="robot", at_least={"left": 1_000})) == ["far"]
        assert keys(Query(text="robot", sort=Sort.SOON)) == ["near", "far"]


LAON, SOISSONS, GUISE = (49.56, 3.62), (49.38, 3.32), (49.90, 3.63)


def test_what_is_near_comes_first_and_what_is_far_not_at_all(catch_up: engines.CatchUp) -> None:
    with enter("tne_02"):
        for key, point in {"guise": GUISE, "laon": LAON, "soissons": SOISSONS}.items():
            publish(key, title="Robot", point=point)
        publish("nowhere", title="Robot")
        catch_up()
        for text in ("robot", ""):
            near = Query(text=text, near=Point(*LAON), sort=Sort.NEAR, per_page=2)

            assert [card.key for card in walk(near)] == ["laon", "soissons", "guise"]
            assert keys(replace(near, within_km=30)) == ["laon", "soissons"]
            assert keys(replace(near, within_km=5)) == ["laon"]
        assert len(keys(Query(text="robot", near=Point(*LAON)))) == 4


def test_what_was_hidden_is_not_shown_by_an_engine_that_hears_late(
    catch_up: engines.CatchUp,
) -> None:
    with enter("tne_02"):
        publish("one", title="Un robot")
        publish("two", title="Un robot")
        catch_up()

        publish("one", title="Un robot", is_found=False)
        publish("two", title="Un robot", visibility="site")

        assert keys(Query(text="robot")) == begun("robot") == ["two"]
    with enter("tne_88"):
        assert keys(Query(text="robot")) == begun("robot") == []


def test_what_no_text_may_find_is_in_lists_alone(catch_up: engines.CatchUp) -> None:
    with enter("tne_02"):
        publish("one", title="Robot")
        publish("hidden", title="Robot caché", is_found=False)
        catch_up()
        assert sorted(keys(Query())) == ["hidden", "one"]
        assert keys(Query(text="robot caché")) == ["one"]
        assert begun("robot c") == ["one"]

        publish("one", title="Robot", is_found=False)
        publish("hidden", title="Robot caché")
        catch_up()
        assert keys(Query(text="robot")) == ["hidden"]


def test_titles_that_hold_every_word_come_first_the_shortest_before(
    catch_up: engines.CatchUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    with enter("tne_02"):
        publish("long", title="Le grand jardin des écoles de la vallée")
        publish("garden", title="Un jardin")
        publish("short", title="Nos écoles au jardin")
        publish("school", title="Notre école")
        lexicon.learn(again=True)
        catch_up()
        every_word = ["short", "long", "garden"]

        assert begun("jardin éco") == [*every_word, "school"]
        assert begun("écoles jar") == every_word

        # Where a word is in many titles, its shortest are enough.
        monkeypatch.setattr(titles, "MOST_READ", 2)
        assert begun("écoles jar") == every_word


def test_a_title_is_found_by_its_rarer_word_beyond_the_shortest_of_a_frequent_one(
    catch_up: engines.CatchUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(titles, "MOST_READ", 2)
    with enter("tne_02"):
        publish("few", title="Écoles")
        publish("some", title="Nos écoles")
        publish("both", title="Le jardin potager des écoles")
        publish("garden", title="Le jardin du collège")
        lexicon.learn(again=True)
        catch_up()

        assert begun("écoles jardi")[0] == "both"


def test_of_few_letters_the_shortest_titles_come_first_and_what_is_over_last(
    catch_up: engines.CatchUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(titles, "MOST_BEGUN", 2)
    with enter("tne_02"):
        publish("long", title="Robot, à la découverte de la mécanique")
        publish("short", title="Robots marins")
        publish("over", title="Robotique", ends=-1)
        lexicon.learn(again=True)
        catch_up()

        assert begun("rob")[0] == "short"


def test_titles_that_a_visitor_may_not_see_take_no_place(
    catch_up: engines.CatchUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in ("MOST_READ", "MOST_BEGUN", "MOST_OF_EACH"):
        monkeypatch.setattr(titles, most, 1)
    with enter("tne_88"):
        publish("inside", title="Jardin", visibility="site")
    with enter("tne_02"):
        publish("one", title="Le jardin")
        publish("two", title="Jardins potagers", body="De bons jardins")
        lexicon.learn(again=True)
        catch_up()

        assert begun("jardi")[0] == "two"
        assert begun("bons jard")[0] == "one"


@pytest.mark.parametrize(
    "text",
    [
        *("?!…", "à la de", "\x00", "' OR 1=1 --", "title:(a AND", "%_\\", "🎒", "\ud800"),
        *("_exists_:x", "*", "/.*/", '"', "a~2 b^9", "{{7*7}}", "mot " * 5_000, "a" * 10_000),
    ],
)
def test_any_text_gets_an_answer(catch_up: engines.CatchUp, text: str) -> None:
    with enter("tne_02"):
        publish("one", title="Robot")
        catch_up()

        assert find(Query(text=text)).total >= 0


def test_a_misspelt_word_is_corrected_unless_it_is_wanted_so(catch_up: engines.CatchUp) -> None:
    with enter("tne_02"):
        publish("one", title="La bibliothèque du collège")
        catch_up()

        page = find(Query(text="bibliotheqe"))

        assert [card.key for card in page.cards] == ["one"]
        assert page.corrected == "bibliotheque"
        assert keys(Query(text="bibliotheqe", is_literal=True)) == []
