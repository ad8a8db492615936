"""Menus in the reader's language, and an honest mark where a word or a page is in another one."""

import re

import pytest
from wagtail.models import Locale, Page

from cms import frame
from cms.models import Menu, MenuSlot
from tests.cms.factories import make_page

AISNE = {"host": "aisne.trousse.localhost"}


def menu(language: str, *links: dict, title: str = "", slot: MenuSlot = MenuSlot.MAIN) -> Menu:
    locale = Locale.objects.get(language_code=language)
    french = Menu.objects.filter(slot=slot, locale__language_code="fr").first()
    key = {"translation_key": french.translation_key} if french and language != "fr" else {}
    Menu.objects.filter(slot=slot, locale=locale).delete()
    blank = {"page": None, "url": "", "label": "", "is_action": False}
    items = [("link", blank | link) for link in links]
    return Menu.objects.create(slot=slot, locale=locale, title=title, items=items, **key)


def footer(language: str) -> frame.Column:
    """Return the last column, where these tests write."""
    return frame.build(language).columns[-1]


@pytest.fixture
def parents(aisne) -> Page:
    return make_page("Les parents", slug="les-parents")


def test_a_page_without_translation_is_named_and_marked_in_its_language(parents, client):
    menu("ar", {"page": parents})

    (item,) = frame.build("ar").menu
    html = client.get("/ar/", headers=AISNE).content.decode()

    assert (item.text, item.url, item.language, item.leads_to) == (
        "Les parents",
        "/les-parents/",
        "fr",
        "fr",
    )
    assert re.search(r'<a href="/les-parents/" lang="fr" dir="ltr" hreflang="fr">Les par', html)


def test_a_translated_word_that_leads_to_a_french_page_says_so(parents, client):
    menu("ar", {"page": parents, "label": "الآباء"})

    (item,) = frame.build("ar").menu
    html = client.get("/ar/", headers=AISNE).content.decode()

    assert (item.text, item.language, item.leads_to) == ("الآباء", "", "fr")
    assert re.search(r'hreflang="fr">الآباء <small lang="fr">\(Français\)</small></a>', html)


def test_the_translation_of_a_page_takes_its_place(parents):
    menu("ar", {"page": parents})
    arabic = parents.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.title = "الآباء"
    arabic.save_revision().publish()

    (item,) = frame.build("ar").menu

    assert (item.text, item.url, item.language) == ("الآباء", "/ar/les-parents/", "")


def test_a_draft_or_a_copy_does_not_take_its_place(parents):
    arabic = Locale.objects.get(language_code="ar")
    menu("ar", {"page": parents})
    parents.copy_for_translation(arabic)
    as_draft = frame.build("ar").menu
    parents.get_translation(arabic).delete()
    parents.copy_for_translation(arabic, alias=True)

    assert [item.url for item in (*as_draft, *frame.build("ar").menu)] == ["/les-parents/"] * 2


def test_a_menu_that_nobody_translated_stays_french_and_says_so(aisne):
    menu("fr", {"url": "/lettre/", "label": "La lettre"}, title="À lire", slot=MenuSlot.FOOTER_4)

    column = footer("ar")

    assert (column.heading, column.language) == ("À lire", "fr")
    assert (column.items[0].text, column.items[0].language) == ("La lettre", "fr")


def test_a_word_left_as_in_the_original_is_not_taken_for_a_translation(aisne):
    menu("fr", {"url": "/lettre/", "label": "La lettre"}, title="À lire", slot=MenuSlot.FOOTER_4)
    menu(
        "ar", {"url": "/ar/lettre/", "label": "La lettre"}, title="للقراءة", slot=MenuSlot.FOOTER_4
    )

    column = footer("ar")

    assert (column.heading, column.language) == ("للقراءة", "")
    assert column.items[0].language == "fr"


def test_the_french_menu_marks_nothing(parents, client):
    menu("fr", {"page": parents})

    html = client.get("/", headers=AISNE).content.decode()

    assert '<a href="/les-parents/">Les parents</a>' in html
