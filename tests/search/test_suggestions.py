import pytest
from django.test import Client

from search import lexicon, registry
from search.registry import Facet
from tenants.context import enter
from tests.search.things import publish

pytestmark = pytest.mark.usefixtures("things")


@pytest.fixture(autouse=True)
def shelf(things: None) -> None:
    registry.name_values(Facet.KIND, {"news": "Actualités", "guide": "Guides"})
    registry.name_values(Facet.THEME, {"mer": "La mer et le littoral"})
    with enter("national"):
        publish("mer", title="Merveilles de la mer", kind="news")
        publish("guide", title="Guide du bord de mer", kind="guide")
    lexicon.learn(again=True)


def suggested(client: Client, text: str) -> dict[str, list[dict[str, str]]]:
    answer = client.get(
        "/recherche/suggestions/", {"q": text}, headers={"host": "trousse.localhost"}
    ).json()
    return {group["label"]: group["options"] for group in answer["groups"]}


def groups(client: Client, text: str) -> dict[str, list[str]]:
    found = suggested(client, text)
    return {label: [one["text"] for one in options] for label, options in found.items()}


def test_titles_that_begin_so_come_first_by_kind(client: Client) -> None:
    found = groups(client, "Mer")

    assert found["Actualités"] == ["Merveilles de la mer"]
    assert found["Guides"] == ["Guide du bord de mer"]
    assert ["La mer et le littoral"] in found.values()


def test_a_title_that_several_things_bear_is_proposed_once(client: Client) -> None:
    with enter("national"):
        for number in range(3):
            publish(f"cafe-{number}", title="Café des parents", kind="workshop")

    options = suggested(client, "café")["workshop"]

    assert [option["text"] for option in options] == ["Café des parents"]
    assert options[0]["url"] == "/recherche/?q=Caf%C3%A9+des+parents&type=workshop"


def test_another_spelling_is_proposed(client: Client) -> None:
    assert ["merveilles"] in groups(client, "mervielles").values()


@pytest.mark.parametrize("text", ["", "m", "\x00", "%", "?!", "a" * 5_000])
def test_any_letters_get_an_answer(client: Client, text: str) -> None:
    assert isinstance(groups(client, text), dict)


def test_feed_gives_the_newest_results(client: Client) -> None:
    feed = client.get("/recherche/flux.rss?q=mer", headers={"host": "trousse.localhost"})

    assert feed.status_code == 200
    assert "Merveilles de la mer" in feed.content.decode()
