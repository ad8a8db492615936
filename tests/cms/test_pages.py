"""Every page type, on every type of site: it answers, in its language, at a constant price."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from cms.models import (
    AccessibilityStatementPage,
    DepartmentHomePage,
    FaqPage,
    NationalHomePage,
    NewsPage,
    PartnersPage,
    StandardPage,
)
from cms.search_documents import page_models
from tenants.context import enter
from tests.cms.factories import home, make_image, make_news, make_page, news_index

HOSTS = {"national": "trousse.localhost", "tne_02": "aisne.trousse.localhost"}
AISNE = {"host": HOSTS["tne_02"]}


def get(client, path="/", schema="tne_02"):
    return client.get(path, headers={"host": HOSTS[schema]})


def queries(client, path, schema="tne_02"):
    with CaptureQueriesContext(connection) as captured:
        assert get(client, path, schema).status_code == 200
    return len(captured)


USUAL = ("", "actualites", "a-propos", "contact", "accessibilite", "mentions-legales")
ALSO = ("donnees-personnelles", "cookies", "conditions", "plan-du-site")


@pytest.mark.parametrize("schema", HOSTS)
@pytest.mark.parametrize("slug", [*USUAL, *ALSO])
def test_a_new_site_has_its_usual_pages(db, client, schema, slug):
    answer = get(client, f"/{slug}/" if slug else "/", schema)

    assert answer.status_code == 200
    assert answer.content.count(b"<h1") == 1


def test_every_page_type_can_be_shown(aisne, client):
    pages = {
        FaqPage: home().add_child(
            instance=FaqPage(
                title="Questions",
                sections=[
                    (
                        "section",
                        {"title": "A", "questions": [{"question": "Q ?", "answer": "<p>R</p>"}]},
                    )
                ],
            )
        ),
        PartnersPage: home().add_child(
            instance=PartnersPage(
                title="Partenaires",
                groups=[
                    ("group", {"title": "G", "partners": [{"name": "P", "logo": make_image()}]})
                ],
            )
        ),
        NewsPage: make_news(image=make_image()),
        StandardPage: make_page("Avec enfants", lists_children=True),
    }
    make_page("Enfant", under=pages[StandardPage])
    shown = {type(page) for page in pages.values()}
    shown |= {model for model in page_models() if model.objects.exists()}

    for model in shown:
        page = model.objects.first()
        assert get(client, page.url).status_code == 200, model
    ours = {model for model in page_models() if model._meta.app_label == "cms"}
    assert ours - shown <= {NationalHomePage}, "a page type that this test does not show"


def test_pages_belong_to_their_type_of_site(db):
    with enter("tne_02"):
        assert not NationalHomePage.can_create_at(home().get_parent())
        assert StandardPage.can_create_at(home())
    with enter("national"):
        assert not DepartmentHomePage.can_create_at(home().get_parent())


def test_the_list_of_news_costs_the_same_for_three_and_thirty(aisne, client):
    for number in range(3):
        make_news(f"Nouvelle {number}", days_ago=number)
    queries(client, "/actualites/")
    few = queries(client, "/actualites/")
    for number in range(3, 30):
        make_news(f"Nouvelle {number}", days_ago=number, image=make_image())
    queries(client, "/actualites/")  # a saved page makes the menus to be read again

    assert queries(client, "/actualites/") == few


@pytest.mark.parametrize("schema", HOSTS)
def test_a_home_costs_the_same_whatever_it_shows(db, client, schema):
    with enter(schema):
        make_news("Première", is_national=True)
        queries(client, "/", schema)
    few = queries(client, "/", schema)
    with enter(schema):
        for number in range(12):
            make_news(f"Nouvelle {number}", image=make_image(), is_national=True)
    queries(client, "/", schema)  # a saved page makes the menus to be read again

    assert queries(client, "/", schema) == few


def test_the_national_list_has_what_departments_send_up_and_nothing_else(db, client):
    with enter("tne_02"):
        make_news("Pour tout le monde", is_national=True)
        make_news("Pour l’Aisne", is_national=False)

    national = get(client, "/actualites/", "national").content.decode()
    home_page = get(client, "/", "national").content.decode()

    assert "Pour tout le monde" in national
    assert "http://aisne.trousse.localhost/actualites/" in national
    assert "Pour l’Aisne" not in national
    assert "Pour tout le monde" in home_page


def test_a_department_lists_its_own_news_alone(db, client):
    with enter("tne_88"):
        make_news("Dans les Vosges", is_national=True)

    assert "Dans les Vosges" not in get(client, "/actualites/").content.decode()


def test_filters_narrow_the_list_and_wrong_ones_break_nothing(aisne, client):
    make_news("Pour les parents", audiences=["parents"])
    make_news("Pour les élus", audiences=["authorities"])

    found = get(client, "/actualites/?public=parents").content.decode()
    odd = get(
        client, "/actualites/?public=%00x&theme=%F0%9F%98%80&page=99999999999999999999&page=x"
    )

    assert "Pour les parents" in found
    assert "Pour les élus" not in found
    assert odd.status_code == 200


def test_an_article_says_when_it_was_published_and_corrected(aisne, client):
    page = make_news("Nouvelle", days_ago=10, slug="n")
    before = get(client, "/actualites/n/").content.decode()
    page.save_revision().publish()

    after = get(client, "/actualites/n/").content.decode()

    assert ">Publi" in before or "Published on" in before
    assert page.updated_at is None
    assert NewsPage.objects.get(pk=page.pk).updated_at is not None
    assert len(re.findall(r"<time|novembre|20\d\d", after)) >= len(
        re.findall(r"<time|novembre|20\d\d", before)
    )


def test_the_department_comes_first_and_gives_its_coordinator(aisne, client):
    from cms.models import SiteSettings

    SiteSettings.objects.update(
        coordinator_name="Hélène Vasseur", coordinator_phone="03 00 00 00 00"
    )

    html = get(client).content.decode()

    assert re.search(r"<title>\s*Aisne", html)
    assert "Hélène Vasseur" in html
    assert "03 00 00 00 00" in html


def test_the_home_page_carries_the_mention_of_the_law(db, client):
    html = get(client).content.decode()

    assert re.search(r'href="/accessibilite/"[^>]*>[^<]*(non conforme|not compliant)', html)


def test_the_statement_claims_nothing_without_an_audit_and_follows_it(aisne, client):
    from datetime import timedelta
    from decimal import Decimal

    from django.utils import timezone

    statement = AccessibilityStatementPage.objects.get(locale__language_code="fr")
    before = statement.status
    statement.audited_on, statement.rate = timezone.localdate() - timedelta(days=10), Decimal(76)
    statement.save()

    html, english = get(client).content.decode(), get(client, "/en/").content.decode()

    assert before == "none"
    assert re.search(r'href="/accessibilite/"[^>]*>[^<]*(partiellement|partially)', html)
    assert re.search(r'href="/en/accessibilite/"[^>]*>[^<]*partially', english)


def test_an_address_without_translation_leads_to_the_original(aisne, client):
    """Nobody says its first page in Arabic any more."""
    home().get_translation(Locale.objects.get(language_code="ar")).unpublish()

    answer = get(client, "/ar/")

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_copy_that_holds_a_place_leads_to_the_original(aisne, client):
    page = make_page("Les parents", slug="les-parents")
    page.copy_for_translation(Locale.objects.get(language_code="ar"), alias=True)

    answer = get(client, "/ar/les-parents/")

    assert (answer.status_code, answer["Location"]) == (302, "/les-parents/")
    assert "hreflang" not in re.sub(
        r'class="langs".*?</nav>',
        "",
        get(client, "/les-parents/").content.decode(),
        flags=re.DOTALL,
    )


def test_a_translated_page_has_its_language_direction_and_links(aisne, client):
    french, translated = get(client, "/").content.decode(), get(client, "/ar/").content.decode()

    assert '<html lang="ar" dir="rtl"' in translated
    assert 'hreflang="ar" href="http://aisne.trousse.localhost/ar/"' in french
    assert 'hreflang="fr" href="http://aisne.trousse.localhost/"' in translated


def test_pages_say_their_address_and_picture_when_shared(aisne, client):
    make_news(
        "Nouvelle",
        slug="n",
        image=make_image(),
        seo_title="Titre partagé",
        search_description="Deux mots.",
    )

    html = get(client, "/actualites/n/").content.decode()

    assert '<link rel="canonical" href="http://aisne.trousse.localhost/actualites/n/">' in html
    assert 'property="og:type" content="article"' in html
    assert re.search(r'property="og:image" content="http://aisne\.trousse\.localhost/media/', html)
    assert 'name="description" content="Deux mots."' in html


def test_an_editors_text_cannot_leave_the_structured_data(aisne, client):
    make_news("</script><script>alert(1)</script>", slug="n")

    html = get(client, "/actualites/n/").content.decode()

    assert "<script>alert(1)" not in html
    assert "\\u003C/script\\u003E" in html


def test_menus_are_read_once_and_follow_their_pages(
    aisne, client, django_capture_on_commit_callbacks
):
    get(client, "/contact/")
    before = queries(client, "/contact/")

    with django_capture_on_commit_callbacks(execute=True):
        news_index().unpublish()

    html = get(client, "/contact/").content.decode()
    assert "/actualites/" not in html
    assert queries(client, "/contact/") == before
