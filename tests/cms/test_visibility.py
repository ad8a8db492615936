"""What a visitor may not read is named nowhere, whatever it asks of its readers."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from cms import frame, highlights
from cms.models import AccessibilityStatementPage, ContactPage, MenuSlot
from tests.cms.factories import home, make_news, make_page, news_index
from tests.cms.test_frame import menu

AISNE = {"host": "aisne.trousse.localhost"}
WORD = "reunion-privee"
SURFACES = [
    "/",
    "/actualites/",
    "/nos-pages/",
    "/en/nos-pages/",
    "/plan-du-site/",
    "/sitemap-pages-1.xml",
    "/actualites/flux.rss",
    "/recherche/?q=reunion",
    "/recherche/suggestions/?q=reunion",
    "/recherche/flux.rss?q=reunion",
    "/api/v1/menus",
    "/api/v1/pages",
    "/api/v1/pages?locale=en",
    "/api/v1/things?q=reunion",
    "/api/v1/redirects",
    "/api/v1/oembed?url=http://aisne.trousse.localhost/reunion-privee/",
]
LOCKS = ["password", "login", "groups"]


def lock(page: Page, kind: str) -> PageViewRestriction:
    made = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="x")
    made.groups.add(Group.objects.first())
    return made


def in_english(page: Page) -> Page:
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.save_revision().publish()
    return translated


def naming(client) -> set[str]:
    frame.forget()
    shown = {path: client.get(path, headers=AISNE).content.decode() for path in SURFACES}
    return {path for path, text in shown.items() if WORD in text or "Réunion privée" in text}


@pytest.fixture
def hidden(aisne) -> list[Page]:
    """A page and its translation that menus, lists, links and old addresses lead to."""
    gathering = make_page("Nos pages", slug="nos-pages", lists_children=True)
    page = make_page("Réunion privée", slug=WORD, under=gathering)
    news = make_news("Réunion privée", slug=f"{WORD}-2")
    menu("fr", {"page": page, "label": "Réunion privée"})
    menu("fr", {"page": page}, title="À lire", slot=MenuSlot.FOOTER_4)
    Redirect.objects.create(old_path="/ancienne", redirect_page=page)
    in_english(gathering)
    return [page, news, in_english(page)]


@pytest.mark.parametrize("kind", LOCKS)
def test_a_locked_page_is_named_nowhere(hidden: list[Page], client, kind: str) -> None:
    assert {"/", "/nos-pages/", "/api/v1/menus", "/api/v1/redirects"} <= naming(client)

    locks = [lock(page, kind) for page in hidden]

    assert naming(client) == set()
    for made in locks:
        made.delete()
    assert "/api/v1/menus" in naming(client)


@pytest.mark.parametrize("is_twice", [False, True])
def test_an_alias_asks_what_its_source_asks(hidden: list[Page], client, *, is_twice: bool) -> None:
    """And neither lists nor the API give what its address refuses."""
    page = hidden[0]
    alias = page.create_alias(parent=page.get_parent(), update_slug=f"{WORD}-alias")
    if is_twice:
        alias = alias.create_alias(parent=home(), update_slug=f"{WORD}-encore")
    menu("fr", {"page": alias})
    below = make_page("En dessous", under=alias)
    assert "/en-dessous/" in client.get("/recherche/?q=dessous", headers=AISNE).text
    addresses = [alias.url, f"/api/v1/pages/{alias.pk}", f"/api/v1/pages/{below.pk}"]
    before = [client.get(url, headers=AISNE).status_code for url in addresses]

    for shown in hidden:
        lock(shown, "login")

    after = [client.get(url, headers=AISNE).status_code for url in addresses]
    assert (before, after) == ([200, 200, 200], [302, 404, 404])
    assert "/en-dessous/" not in client.get("/recherche/?q=dessous", headers=AISNE).text
    assert naming(client) == set()
    assert frame.build("fr").menu == ()


@pytest.mark.parametrize("kind", LOCKS)
def test_what_is_below_a_locked_page_leaves_the_menus(hidden: list[Page], kind: str) -> None:
    below = make_page("En dessous", under=hidden[0])
    menu("fr", {"page": below})

    lock(hidden[0], kind)

    assert frame.build("fr").menu == ()


def test_a_locked_translation_gives_its_place_to_the_original(hidden: list[Page], client) -> None:
    page, _news, english = hidden
    menu("en", {"page": page})
    before = client.get(page.url, headers=AISNE).content.decode()

    lock(english, "login")

    french = client.get(page.url, headers=AISNE).content.decode()
    address = f"/en/nos-pages/{english.slug}/"
    assert address in before
    assert address not in french
    assert [item.url for item in frame.build("en").menu] == [page.url]


@pytest.mark.parametrize(
    ("model", "field"),
    [(AccessibilityStatementPage, "accessibility_url"), (ContactPage, "contact_url")],
)
def test_no_page_leads_to_a_locked_statement_or_contact(aisne, model, field: str) -> None:
    assert getattr(frame.build("fr"), field)

    lock(model.objects.get(locale__language_code="fr"), "login")

    assert getattr(frame.build("fr"), field) == ""


def test_a_home_leads_to_no_locked_list_of_news(aisne) -> None:
    assert highlights.department(home())["news_url"] == news_index().url

    lock(news_index(), "login")

    assert highlights.department(home())["news_url"] == ""


def test_the_way_to_a_page_names_no_draft(hidden: list[Page], client) -> None:
    below = make_page("En dessous", under=hidden[0])
    hidden[0].unpublish()

    html = client.get(below.url, headers=AISNE).content.decode()

    assert "Nos pages" in html
    assert "Réunion privée" not in html


def test_locks_cost_no_query_more(hidden: list[Page]) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            frame.build("fr")
        return len(captured)

    few = queries()
    for number in range(5):
        lock(make_page(f"Fermée {number}"), "login")

    assert queries() == few
