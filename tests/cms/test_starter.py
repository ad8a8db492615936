import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, Locale, Page, Site

from cms import frame
from cms.models import Menu, SiteSettings, StandardPage
from cms.planting import plant
from cms.starter import build_site
from cms.starter_words import LANGUAGES
from search.catalogue import Entry
from tenants.context import enter
from tests.cms.factories import home, make_page


def counts():
    return [model.objects.count() for model in (Page, Site, Menu, Locale, Collection, SiteSettings)]


def test_asking_twice_changes_nothing(aisne):
    before = counts()

    with transaction.atomic():
        build_site(aisne)

    assert counts() == before


def test_a_new_site_answers_on_its_host_and_is_in_the_catalogue(aisne):
    site = Site.objects.get()

    assert (site.hostname, site.port, site.is_default_site) == ("aisne.trousse.localhost", 80, True)
    assert set(Entry.objects.filter(schema="tne_02").values_list("url", flat=True)) >= {
        "/",
        "/contact/",
    }


def test_a_site_is_furnished_in_few_queries(aisne):
    Site.objects.all().delete()
    Menu.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()

    with CaptureQueriesContext(connection) as captured, transaction.atomic():
        build_site(aisne)

    assert len(captured) < 300  # thirty pages and twelve menus, in three languages


def test_planted_pages_are_as_wagtail_would_have_made_them(aisne):
    first = make_page("Avant")
    planted = plant(
        Page.objects.get(pk=home().pk),
        [StandardPage(title="Un", slug="un"), StandardPage(title="Deux", slug="deux")],
    )
    after = make_page("Après")

    assert [page.url for page in planted] == ["/un/", "/deux/"]
    assert [page.slug for page in home().get_children()][-4:] == [
        first.slug,
        "un",
        "deux",
        after.slug,
    ]
    assert home().numchild == home().get_children().count()
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("schema", ["national", "tne_02"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_site_says_everything_in_every_language(db, schema, language):
    """The library alone starts in French: its shelves are translated with what stands on them."""
    with enter(schema):
        french, other = (
            {
                page.translation_key: page.specific
                for page in Page.objects.filter(depth__gt=1, locale__language_code=code)
                if page.specific_class._meta.app_label == "cms"
            }
            for code in ("fr", language)
        )
        assert other.keys() == french.keys()
        for key, page in other.items():
            assert type(page) is type(french[key])
            for name in ("title", "summary", "body", "introduction", "lead"):
                said, original = getattr(page, name, ""), getattr(french[key], name, "")
                assert bool(said) == bool(original), f"{page.slug}: {name}"
            assert page.summary != french[key].summary


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menus_of_a_new_site_are_in_every_language(aisne, language):
    french, other = frame.build("fr"), frame.build(language)

    assert [len(column.items) for column in other.columns] == [len(c.items) for c in french.columns]
    assert [item.is_action for item in other.menu] == [item.is_action for item in french.menu]
    items = [*other.menu, *(item for column in other.columns for item in column.items)]
    assert {item.language + item.leads_to for item in items} == {""}
    assert all(item.url.startswith(f"/{language}/") for item in items)
