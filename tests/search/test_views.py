import re
from html import unescape
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from kernel.cursors import seal
from search import registry
from search.registry import Facet
from tenants.context import enter
from tests.search.things import NOON, drop, publish
from tests.territories.factories import CommuneFactory

pytestmark = pytest.mark.usefixtures("things")
AISNE, NATIONAL = "aisne.trousse.localhost", "trousse.localhost"


@pytest.fixture(autouse=True)
def shelf(things: None) -> None:
    with enter("tne_02"):
        publish("maree", title="Marée basse", kind="news", facets={"theme": ["mer"]}, days=2)
        publish("prive", title="Marée d’ici", visibility="site", facets={"theme": ["port"]})
    with enter("tne_88"):
        publish("vosges", title="Marée verte", kind="news", facets={"theme": ["foret"]}, days=1)
        publish("secret", title="Marée cachée", visibility="site")
    with enter("national"):
        publish("guide", title="Guide des marées", kind="guide", summary="Mesurer la marée")


def get(client: Client, address: str, host: str = AISNE, status: int = 200) -> str:
    response = client.get(address, headers={"host": host})
    assert response.status_code == status
    return response.content.decode().replace("<mark>", "").replace("</mark>", "")


def test_a_department_searches_its_own_things_first_and_the_network_on_demand(
    client: Client,
) -> None:
    own = get(client, "/recherche/?q=maree")
    everything = get(client, "/recherche/?q=maree&ou=reseau")

    assert "Marée basse" in own
    assert "Marée d’ici" in own
    assert "Marée verte" not in own
    assert "()" not in own  # where to search is not counted
    assert "vosges.trousse.localhost/choses/vosges/" in everything
    assert "Guide des marées" in everything


@pytest.mark.parametrize("address", ["?q=maree", "?q=maree&ou=reseau", "?q=cachee&ou=reseau", ""])
def test_what_another_site_keeps_to_itself_is_never_shown(client: Client, address: str) -> None:
    for host in (AISNE, NATIONAL):
        assert "Marée cachée" not in get(client, f"/recherche/{address}", host)
    assert "Marée d’ici" not in get(client, f"/recherche/{address}", NATIONAL)


def test_tabs_count_each_kind_and_keep_what_was_typed(client: Client) -> None:
    registry.name_values(Facet.KIND, {"news": "Actualités", "guide": "Guides"})

    page = get(client, "/recherche/?q=maree&type=news", NATIONAL)

    assert 'href="?q=maree&amp;type=guide"' in page
    assert "Actualités (2)" in page
    assert "Guides (1)" in page
    assert "Guide des marées" not in page


def test_a_filter_narrows_and_shows_as_ticked(client: Client) -> None:
    page = get(client, "/recherche/?q=maree&theme=mer", NATIONAL)

    assert "Marée basse" in page
    assert "Marée verte" not in page
    assert 'name="theme" value="mer" checked' in page


def test_two_codes_of_the_same_word_are_one_choice(client: Client) -> None:
    registry.name_values(Facet.THEME, {"mer": "Au bord de l’eau", "port": "Au bord de l’eau"})

    page = get(client, "/recherche/?q=maree")
    chosen = get(client, "/recherche/?q=maree&theme=mer,port")

    assert page.count("Au bord de l’eau") == 1
    assert re.search(r'name="theme" value="(mer,port|port,mer)"', page)
    assert "Marée basse" in chosen
    assert "Marée d’ici" in chosen


def test_the_feed_of_a_search_is_linked(client: Client) -> None:
    page = get(client, "/recherche/?q=maree")

    assert page.count('href="/recherche/flux.rss?q=maree') == 2


@pytest.fixture
def communes(france: None) -> None:
    for code, name, latitude in [("02408", "Laon", 49.56), ("02722", "Soissons", 49.38)]:
        CommuneFactory(code=code, name=name, latitude=latitude, longitude=3.6)
    CommuneFactory(code="88413", name="Laon", population=9, latitude=48.2, longitude=6.5)


@pytest.mark.usefixtures("communes")
def test_what_is_near_a_commune_is_found_and_says_how_far(client: Client) -> None:
    with enter("tne_02"):
        publish("cio", title="Centre marée", kind="structure", days=3, point=(49.38, 3.6))
        publish("pmi", title="Maison marée", kind="structure", days=3, point=(49.56, 3.6))

    page = get(client, "/recherche/?q=maree&pres=laon&rayon=25&tri=distance")

    assert page.index("Maison marée") < page.index("Centre marée")
    assert "Marée basse" not in page
    assert re.search(r'class="meta">à 20\s', page)  # no date: a structure has no age
    assert 'value="Laon (02)"' in page
    assert "pres=Laon+%2888%29" in page
    far = get(client, "/recherche/?q=maree&pres=laon&rayon=5")
    assert "Centre marée" not in far
    other = get(client, "/recherche/?q=maree&pres=Laon+(88)&rayon=5")
    assert 'class="empty"' in other
    feed = get(client, "/recherche/flux.rss?q=maree&pres=laon&rayon=5")
    assert "Maison marée" in feed
    assert "Centre marée" not in feed
    assert "/recherche/?q=maree&amp;pres=laon&amp;rayon=5</link>" in feed
    assert '/recherche/flux.rss?q=maree&amp;pres=laon&amp;rayon=5" rel="self"' in feed


def test_links_repeat_what_was_understood_and_nothing_else(client: Client) -> None:
    address = f"/recherche/?q=maree+{'long ' * 2000}&n={'x' * 9000}&theme=mer,port"

    page = get(client, address)

    assert page.count("&amp;n=x") <= 3  # the same address in each language
    assert len(page) < len(get(client, "/recherche/?q=maree")) + 90_000


@pytest.mark.parametrize("order", ["bientot", "fin"])
@pytest.mark.parametrize("text", ["", "maree"])
def test_who_asks_what_comes_soon_is_not_shown_what_is_over(
    client: Client, order: str, text: str
) -> None:
    far = (now() - NOON).days
    with enter("national"):
        for key, days in (("close", -30), ("proche", 2), ("loin", 9)):
            dates = {"starts": far + days, "ends": far + days + 1}
            publish(key, title=f"Marée {key}", kind="campaign", **dates)

    page = get(client, f"/recherche/?q={text}&tri={order}", NATIONAL)

    assert page.index("Marée proche") < page.index("Marée loin")
    assert "Marée close" not in page
    assert "Marée close" in get(client, f"/recherche/?q={text}", NATIONAL)


def test_here_is_a_department(client: Client) -> None:
    page = get(client, "/recherche/?q=maree&ou=ici", NATIONAL)

    assert "Marée verte" in page
    assert 'name="ou" value="reseau" checked' in page


@pytest.mark.usefixtures("communes")
@pytest.mark.parametrize("typed", ["Zzz", "%", "((", "%00", "é" * 90, "(02)"])
def test_a_place_that_is_none_is_said_and_narrows_nothing(client: Client, typed: str) -> None:
    page = get(client, f"/recherche/?q=maree&pres={quote(typed)}&rayon=5")

    assert "Marée basse" in page
    assert 'aria-invalid="true"' in page or not typed.strip("\0")


def test_nothing_found_says_what_to_do(client: Client) -> None:
    page = get(client, "/recherche/?q=girafe")

    assert "?q=girafe&amp;ou=reseau" in page
    assert 'class="empty"' in page


def test_what_was_typed_comes_back_as_text(client: Client) -> None:
    page = get(client, "/recherche/?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_who_turns_the_page_while_engines_change_is_told(client: Client) -> None:
    with enter("tne_02"):
        for number in range(25):
            publish(f"more{number}", title="Un phare")
    cursor = seal(["relevance", "elasticsearch", 2, 9, 80.5, 0, 7.5, 1])

    plain = get(client, "/recherche/?q=phare&page=2")
    changed = get(client, f"/recherche/?q=phare&page=2&suite={cursor}")

    assert results_of(changed) == results_of(plain) != []
    assert ('role="note"' in plain, 'role="note"' in changed) == (False, True)
    get(client, "/recherche/?q=phare&page=2&suite=abc", status=404)


def test_a_place_after_which_all_has_gone_shows_the_page_of_its_number(client: Client) -> None:
    with enter("tne_02"):
        for number in range(25):
            publish(f"more{number:02}", title="Un phare")
    first = get(client, "/recherche/?q=phare")
    (address,) = re.findall(r'<a href="(\?[^"]*suite=[^"]*)"', first)
    with enter("tne_02"):
        shown = set(results_of(first))
        for key in {f"more{number:02}" for number in range(25)} - shown:
            drop(key)
            registry.refresh("things", key)
        publish("again", title="Un phare")

    page = get(client, f"/recherche/{unescape(address)}")

    assert 'class="empty"' not in page
    assert len(set(results_of(page))) == 1
    get(client, f"/recherche/{unescape(address).replace('page=2', 'page=3')}", status=404)


HOSTILE = [
    *(
        "le la les",
        "!!!",
        "🎒",
        "' OR 1=1 --",
        "_exists_:x AND (",
        "*",
        "/.*/",
        "{{7*7}}",
        "%s %(a)s",
    ),
    *("\u202emarée", "\u0301" * 300, "\x1b[31m", "é" * 10_000, "0" * 400, "l'", "\ufeff", "d' l'"),
]


@pytest.mark.parametrize("path", ["/recherche/", "/recherche/flux.rss", "/recherche/suggestions/"])
def test_whatever_is_typed_is_answered_with_results_or_advice(client: Client, path: str) -> None:
    for typed in HOSTILE:
        page = get(client, f"{path}?q={quote(typed)}")

        assert path != "/recherche/" or 'class="empty"' in page or 'class="list"' in page, typed


def test_the_next_page_begins_after_a_long_title_in_arabic(client: Client) -> None:
    with enter("tne_02"):
        for number in range(21):
            publish(f"more{number:02}", title=f"phare {'منارة ' * 40} {number:02}")

    first = get(client, "/recherche/?q=phare&tri=titre")
    (address,) = re.findall(r'<a href="(\?[^"]*suite=[^"]*)"', first)
    second = get(client, f"/recherche/{unescape(address)}")

    assert len(set(results_of(first))) == 20
    assert set(results_of(second)) == {"more20"}


def results_of(page: str) -> list[str]:
    return re.findall(r"more\d+", page)


@pytest.mark.parametrize("number", ["0", "-1", "abc", "99", "9" * 30, "1".zfill(5000), "²", ""])
def test_a_page_that_cannot_be_is_not_found(client: Client, number: str) -> None:
    get(client, f"/recherche/?q=maree&page={number}", status=404)


@pytest.mark.parametrize(
    "address",
    ["?q=%00", f"?q={'a' * 5000}", "?type=%00&theme=%00", "?ou=lune&tri=lune", "?q=%F0%9F%8E%92"],
)
def test_any_address_gets_an_answer(client: Client, address: str) -> None:
    get(client, f"/recherche/{address}")


@pytest.mark.parametrize(("language", "prefix"), [("en", "/en"), ("ar", "/ar")])
def test_search_speaks_the_readers_language(client: Client, language: str, prefix: str) -> None:
    page = get(client, f"{prefix}/recherche/?q=maree")

    assert f'<html lang="{language}"' in page
    assert 'lang="fr"' in page  # the result, which exists in French only
    assert "Marée basse" in page


def test_results_are_not_for_robots_and_not_for_posts(client: Client) -> None:
    assert 'name="robots" content="noindex, follow"' in get(client, "/recherche/")
    assert client.post("/recherche/", headers={"host": AISNE}).status_code in {403, 405}


def test_any_number_of_results_costs_the_same_queries(
    client: Client,
) -> None:
    numbers = []
    for size in (1, 40):
        with enter("tne_88"):
            for number in range(size):
                publish(f"n{number}", title=f"Marée {number}", facets={"theme": [f"t{number}"]})
        get(client, "/recherche/?q=maree&ou=reseau")  # caches are warm
        with CaptureQueriesContext(connection) as queries:
            get(client, "/recherche/?q=maree&ou=reseau")
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    ("path", "query"), [("/collectes/", "type=campaign"), ("/ateliers/", "type=workshop")]
)
def test_lists_name_their_feed(national, client, path, query):
    html = client.get(path, headers={"host": "trousse.localhost"}).text

    address = f"/recherche/flux.rss?{query}"
    assert f'href="{address}"' in html
    feed = client.get(address, headers={"host": "trousse.localhost"})
    assert feed.headers["Content-Type"].startswith("application/rss+xml")
