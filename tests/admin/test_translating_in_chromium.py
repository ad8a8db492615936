"""The same errand by hand: send to be translated, write each sentence, publish, be read."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.domain.roles import RoleKind
from tenants.context import enter
from tests.admin.conftest import AISNE, person, signed_in
from tests.browser.server import browsing, serving
from tests.cms.factories import make_news

pytestmark = pytest.mark.chromium
SENTENCES = {"title": "خبر جديد", "summary": "باختصار.", "body": "مرحبا."}


def test_an_editor_translates_a_page_and_publishes_it(own_database, chromium_path) -> None:
    with enter("tne_02"):
        page = make_news("Une nouvelle", slug="nouvelle", body=[("text", "<p>Bonjour.</p>")])
        submit = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    user = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    user.language = "en"
    user.save()
    client = signed_in(user, AISNE)

    with serving() as port, browsing(chromium_path, client) as context:
        screen, base = context.new_page(), f"http://{AISNE}:{port}"
        screen.goto(base + submit)
        screen.get_by_label("العربية").check()
        screen.get_by_role("button", name="Submit").click()

        for words, said in (
            ("Une nouvelle", SENTENCES["title"]),
            ("En deux mots.", SENTENCES["summary"]),
            ("Bonjour.", SENTENCES["body"]),
        ):
            write(screen, words, said)
        screen.get_by_role("button", name="Publish in العربية").click()
        expect(screen.locator(".messages")).to_contain_text("Published")

        answer = screen.goto(f"{base}/ar/actualites/nouvelle/")
        read = screen.inner_text("main")

    assert answer.status == 200
    assert all(said in read for said in SENTENCES.values())


def write(screen, words: str, said: str) -> None:
    """Translate one sentence in the editor of Wagtail Localize."""
    segment = screen.locator("li", has=screen.get_by_text(words, exact=True)).last
    segment.get_by_role("button", name="Translate").click()
    segment.locator("textarea, [contenteditable=true]").first.fill(said)
    segment.get_by_role("button", name="Save").click()
    expect(segment.get_by_role("button", name="Edit")).to_be_visible()
