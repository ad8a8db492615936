"""The search box as the ARIA combobox pattern wants it: keys, states, and what is said aloud."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.test import Client
from playwright.sync_api import Error, Page, Route, expect

from search import lexicon
from tenants.context import enter
from tests.chromium import Answer, browser, fetch, opened
from tests.search.things import publish

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("things")]
HOST, PAGE = "trousse.localhost", "/recherche/"
STAY = "document.querySelector('main form.search').onsubmit = () => false"
LATER = 400  # milliseconds: the box asks after fewer
PROPOSED = {"status": "", "groups": [{"label": "", "options": [{"text": "Mer", "url": "/"}]}]}
TITLES = ["Merveilles de la mer", "Mer et littoral"]


@pytest.fixture
def page(things: None, client: Client, chromium_path: str) -> Iterator[Page]:
    """The results page, and what is proposed for "mer"."""
    with enter("national"):
        for number, title in enumerate(TITLES):
            publish(f"m{number}", title=title)
    lexicon.learn(again=True)
    answers = fetch(client, HOST, PAGE) | fetch(client, HOST, f"{PAGE}suggestions/?q=mer")
    for number in range(len(TITLES)):
        answers[f"/choses/m{number}/"] = Answer(200, {"content-type": "text/html"}, b"<h1>Ici</h1>")
    with (
        browser(chromium_path) as started,
        opened(started, answers, width=1280, scheme="light") as (shown, complaints),
    ):
        yield shown
        assert complaints() == []


def typed(page: Page):
    box = page.locator("main [role=combobox]")
    box.press_sequentially("mer")
    expect(box).to_have_attribute("aria-expanded", "true")
    return box


def test_arrows_choose_and_come_back_to_the_field(page: Page) -> None:
    box, options = typed(page), page.locator("main [role=option]")

    assert sorted(options.all_inner_texts()) == sorted(TITLES)
    assert page.locator("main .search [role=status]").inner_text() == "2 suggestions"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == options.last.get_attribute("id")
    expect(box).to_be_focused()


def test_enter_opens_what_is_chosen(page: Page) -> None:
    typed(page)
    page.keyboard.press("ArrowDown")
    address = page.locator("main [aria-selected=true]").get_attribute("href")

    page.keyboard.press("Enter")

    page.wait_for_url(f"**{address}")


def test_a_click_opens_what_is_under_it(page: Page) -> None:
    typed(page)
    option = page.locator("main [role=option]").last
    address = option.get_attribute("href")

    option.click()

    page.wait_for_url(f"**{address}")


@pytest.mark.parametrize("key", ["Escape", "Tab"])
def test_the_list_closes_and_what_was_typed_stays(page: Page, key: str) -> None:
    box = typed(page)

    page.keyboard.press(key)

    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("mer")


@pytest.mark.parametrize("key", ["Escape", "Tab"])
@pytest.mark.parametrize("is_asked", [False, True])
def test_nothing_opens_behind_whoever_has_left(page: Page, *, key: str, is_asked: bool) -> None:
    box, held = page.locator("main [role=combobox]"), []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/suggestions/**", hold)
    box.press_sequentially("mer")
    if is_asked:
        page.wait_for_timeout(LATER)

    page.keyboard.press(key)

    page.wait_for_timeout(LATER)
    for route in held:
        with suppress(Error):  # nobody waits for it any more
            route.fulfill(json=PROPOSED)
    page.wait_for_timeout(LATER)
    assert bool(held) == is_asked
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("mer")


def test_what_was_searched_is_proposed_again_on_this_device(page: Page) -> None:
    box = typed(page)
    page.keyboard.press("Escape")
    page.evaluate(STAY)
    page.keyboard.press("Enter")

    box.fill("")

    expect(page.locator("main [role=option]")).to_have_text(["mer"])
