"""The catalogue says what the pages say: right after each commit, and never after a rollback."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from cms import upkeep
from cms.models import Menu
from search.catalogue import Entry
from tests.cms.factories import make_news, make_page, news_index


def entries(page, **fields):
    return Entry.objects.filter(source="pages", key=str(page.translation_key), **fields)


def test_a_published_page_is_in_the_catalogue(aisne):
    page = make_news(
        "Le café des parents", slug="cafe", topics=["schooling"], audiences=["parents"]
    )

    entry = entries(page).get()
    assert (entry.schema, entry.kind, entry.title) == ("tne_02", "news", "Le café des parents")
    assert entry.url == "/actualites/cafe/"
    assert {"department:02", "theme:schooling", "audience:parents"} <= set(entry.facets)


def test_a_rolled_back_publication_leaves_no_entry(aisne):
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012  a crash after the change
        make_news()
        raise ZeroDivisionError

    assert not Entry.objects.filter(title="Une nouvelle").exists()


def test_a_draft_is_not_in_the_catalogue_and_its_publication_is(aisne):
    page = make_news(live=False)
    assert not entries(page).exists()

    page.save_revision().publish()

    assert entries(page).exists()


def test_unpublishing_removes_the_entry(aisne):
    page = make_news()

    page.unpublish()

    assert not entries(page).exists()


def test_a_rolled_back_unpublication_keeps_the_entry(aisne):
    page = make_news()

    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012  a crash after the change
        page.unpublish()
        raise ZeroDivisionError

    assert entries(page).exists()


def test_deleting_a_page_removes_it_and_those_below(aisne):
    parent = make_page("Parent")
    child = make_page("Enfant", under=parent)

    parent.delete()

    assert not entries(parent).exists()
    assert not entries(child).exists()


def test_moving_a_page_moves_the_addresses_below(aisne):
    parent, target = make_page("Parent"), make_page("Cible")
    child = make_page("Enfant", under=parent)

    parent.move(target, pos="last-child")

    assert entries(child).get().url == "/cible/parent/enfant/"


def test_a_move_that_fails_afterwards_moves_no_address(aisne):
    parent, target = make_page("Parent"), make_page("Cible")

    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012  a crash after the change
        parent.move(target, pos="last-child")
        raise ZeroDivisionError

    assert entries(parent).get().url == "/parent/"


def test_a_new_slug_changes_the_addresses_below_in_the_same_transaction(aisne):
    parent = make_page("Parent")
    child = make_page("Enfant", under=parent)
    parent = Page.objects.get(pk=parent.pk).specific

    parent.slug = "famille"
    parent.save()

    assert entries(child).get().url == "/famille/enfant/"


def test_a_password_on_a_page_hides_it_and_those_below(aisne):
    parent = make_page("Parent")
    child = make_page("Enfant", under=parent)

    restriction = PageViewRestriction.objects.create(
        page=parent, restriction_type="password", password="x"
    )
    hidden = entries(child).exists()
    restriction.delete()

    assert not hidden
    assert entries(child).exists()


def test_a_password_that_is_rolled_back_hides_nothing(aisne):
    page = make_page()

    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012  a crash after the change
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        raise ZeroDivisionError

    assert entries(page).exists()


def test_a_scheduled_page_appears_when_its_time_comes(aisne):
    page = make_news(live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)

    call_command("publish_scheduled")

    assert entries(page).exists()


def test_an_expired_page_disappears(aisne):
    page = make_news(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert not entries(page).exists()


def test_each_language_has_its_entry_and_knows_the_others(aisne):
    page = make_page("Les parents")

    arabic = page.copy_for_translation(Locale.objects.get(language_code="ar"))
    arabic.title = "الآباء"
    arabic.save_revision().publish()

    assert set(entries(page).values_list("language", flat=True)) == {"fr", "ar"}
    assert entries(page, language="fr").get().languages == ["ar", "fr"]
    assert entries(page, language="ar").get().url.startswith("/ar/")


def test_removing_a_language_removes_its_entries(aisne):
    english = Locale.objects.get(language_code="en")
    page = make_page("Les parents")
    page.copy_for_translation(english).save_revision().publish()
    Page.objects.get(locale=english, depth=2).delete()
    Menu.objects.filter(locale=english).delete()

    english.delete()

    assert not Entry.objects.filter(schema="tne_02", language="en").exists()


def test_an_alias_is_not_found_twice(aisne):
    page = make_page("Les parents")

    page.create_alias(update_slug="les-parents-bis")

    assert Entry.objects.filter(schema="tne_02", title="Les parents").count() == 1


def test_what_editors_keep_out_of_search_is_out(aisne):
    page = make_page(is_searchable=False)

    assert not entries(page).exists()


def test_pages_written_together_are_all_there_at_the_end(aisne):
    with upkeep.together():
        pages = [make_page(f"Page {number}") for number in range(3)]
        before = [entries(page).exists() for page in pages]

    assert before == [False, False, False]
    assert all(entries(page).exists() for page in pages)


def test_saving_a_draft_of_a_live_page_changes_nothing(aisne, django_assert_max_num_queries):
    page = make_news("Titre publié")
    page.title = "Titre en cours"

    page.save_revision()

    assert entries(page).get().title == "Titre publié"


def test_news_sent_up_have_the_state_that_the_national_list_asks_for(aisne):
    news_index()

    assert entries(make_news("Locale")).get().state == ""
    assert entries(make_news("Pour tous", is_national=True)).get().state == "national"
