"""From French to Arabic on Wagtail Localize's own screens; nothing unread becomes public."""

import pytest
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from accounts.domain.roles import RoleKind
from cms.models import NewsPage
from cms.todos import EditorialTodos
from tests.admin.conftest import AISNE
from tests.cms.factories import make_news, news_index

MACHINE = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}
WORDS = {"Une nouvelle": "خبر", "En deux mots.": "باختصار."}


@pytest.fixture
def news(in_aisne) -> NewsPage:
    return make_news(body=[("text", "<p>Bonjour.</p>")], slug="nouvelle")


def submit(desk: Client, page: Page) -> None:
    arabic = Locale.objects.get(language_code="ar")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert desk.post(url, {"locales": [arabic.pk]}).status_code == 302


def arabic(page: Page) -> Page:
    return page.get_translation(Locale.objects.get(language_code="ar"))


def translation(page: Page) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key)


def translate(desk: Client, page: Page) -> None:
    """Save every sentence, as the editor's screen does."""
    asked = translation(page)
    for segment in StringSegment.objects.filter(source=asked.source).select_related("string"):
        words = segment.string.data
        said = words if segment.context.path == "slug" else WORDS.get(words, f"ترجمة {words}")
        url = reverse("wagtail_localize:edit_string_translation", args=[asked.pk, segment.pk])
        answer = desk.put(url, f"value={said}", content_type="application/x-www-form-urlencoded")
        assert answer.status_code in {200, 201}


def publish(desk: Client, page: Page) -> int:
    """Press the button; Wagtail Localize publishes once its transaction is over."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    with TestCase.captureOnCommitCallbacks(execute=True):
        return int(desk.post(edit, {"action": "publish"}).status_code)


def read(path: str) -> tuple[int, str]:
    answer = Client().get(path, headers={"host": AISNE})
    return answer.status_code, answer.content.decode()


def waiting(desk: Client) -> int:
    """Count what the line “Translations to finish” says to whoever sits at this desk."""
    from accounts.models import User

    user = User.objects.get(pk=desk.session["_auth_user_id"])
    url = reverse("wagtail_localize:translations_report")
    return sum(todo.count for todo in EditorialTodos().todos(user) if todo.url == url)


def test_a_page_sent_to_be_translated_is_not_public(coordinator, news):
    submit(coordinator, news)

    assert not arabic(news).live
    assert read("/ar/actualites/nouvelle/")[0] != 200
    assert waiting(coordinator) == 1


def test_a_translated_page_is_published_in_its_language(coordinator, news):
    submit(coordinator, news)
    translate(coordinator, news)

    assert publish(coordinator, arabic(news)) == 302

    status, html = read("/ar/actualites/nouvelle/")
    assert status == 200
    assert "خبر" in html
    assert 'lang="ar" dir="rtl"' in html
    assert "Bonjour.</p>" in html  # after the Arabic word: the rest of the sentence
    assert waiting(coordinator) == 0
    assert 'hreflang="ar"' in read("/actualites/nouvelle/")[1]


def test_the_screens_of_a_translation_answer(coordinator, news):
    submit(coordinator, news)
    source = TranslationSource.objects.get(object_id=news.translation_key)
    screens = [
        reverse("wagtail_localize:submit_page_translation", args=[news_index().pk]),
        reverse("wagtail_localize:translations_report"),
        reverse("wagtail_localize:update_translations", args=[source.pk]),
        reverse("wagtail_localize:preview_translation", args=[translation(news).pk]),
        reverse("wagtailadmin_pages:edit", args=[arabic(news).pk]),
    ]

    assert {url: coordinator.get(url).status_code for url in screens} == dict.fromkeys(screens, 200)


def test_a_change_of_the_original_waits_for_its_translation(coordinator, news):
    submit(coordinator, news)
    translate(coordinator, news)
    publish(coordinator, arabic(news))
    news.refresh_from_db()
    news.summary = "Le rendez-vous a changé."
    news.save_revision().publish()

    update = reverse("wagtail_localize:update_translations", args=[translation(news).source_id])
    assert coordinator.post(update, {"publish_translations": "on"}).status_code == 302

    assert waiting(coordinator) == 1
    html = read("/ar/actualites/nouvelle/")[1]
    assert "باختصار." in html
    assert "Le rendez-vous a changé." not in html

    translate(coordinator, news)
    publish(coordinator, arabic(news))
    assert "ترجمة Le rendez-vous a changé." in read("/ar/actualites/nouvelle/")[1]


def test_who_may_not_publish_may_translate_all_the_same(at_desk, news):
    writer = at_desk(RoleKind.DEPARTMENT_EDITOR)
    submit(writer, news)
    translate(writer, news)

    status = publish(writer, arabic(news))

    assert status in {302, 403}  # Wagtail leads back with a message
    assert not arabic(news).live


def test_a_machine_draft_is_not_published_before_it_is_read(coordinator, news, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE
    submit(coordinator, news)
    machine = reverse("wagtail_localize:machine_translate", args=[translation(news).pk])
    coordinator.post(machine)
    edit = reverse("wagtailadmin_pages:edit", args=[arabic(news).pk])

    told = coordinator.get(edit).content.decode()
    refused = publish(coordinator, arabic(news))

    assert StringTranslation.objects.filter(translation_type="machine").exists()
    assert refused in {302, 403}
    assert not arabic(news).live
    assert "machine" in told.lower()

    translate(coordinator, news)
    publish(coordinator, arabic(news))
    assert arabic(news).live


def test_a_machine_draft_is_not_published_by_a_list_either(coordinator, news, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = MACHINE
    submit(coordinator, news)
    coordinator.post(reverse("wagtail_localize:machine_translate", args=[translation(news).pk]))
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    coordinator.post(f"{bulk}?id={arabic(news).pk}", {"next": "/admin/"})

    assert not arabic(news).live
