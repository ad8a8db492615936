"""A draft is saved whatever it lacks; nothing incomplete is published, whoever asks."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, TaskState, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from accounts.domain.roles import RoleKind
from cms.domain.gaps import PublicationRefused
from resources.models import ResourcePage
from tests.accounts.factories import UserFactory
from tests.cms.factories import make_image
from tests.resources.conftest import person
from tests.resources.factories import (
    CAPTIONS,
    make_kit,
    make_resource,
    make_video,
)

HOST = {"host": "trousse.localhost"}


def form(page, **changes):
    """What the editor's form sends for a page, blocks and comments left empty."""
    streams = {f"{name}-{part}": "0" for name in ("body", "documents") for part in ("count",)}
    comments = {
        f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    }
    words = {"captions": page.captions, "transcript": "null", "full_text": "null"}
    return {
        "title": page.title,
        "slug": page.slug,
        "kind": page.kind,
        "summary": page.summary,
        "licence": page.licence,
        "authors": page.authors,
        "comments-MAX_NUM_FORMS": "",
        **streams,
        **comments,
        **words,
        **changes,
    }


def send(client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk], urlconf="config.urls")
    return client.post(url, form(page, **changes), headers=HOST)


def test_a_draft_is_saved_without_anything(desk):
    page = make_resource(kind="video", licence="", live=False)

    answer = send(desk, page)

    page.refresh_from_db()
    assert answer.status_code == 302
    assert page.get_latest_revision() is not None


def test_a_publication_is_refused_with_the_whole_list(desk):
    page = make_resource(kind="video", licence="", live=False)

    answer = send(desk, page, **{"action-publish": "1"})
    form_shown = answer.context["form"]

    assert answer.status_code == 200
    assert {"licence", "recording", "captions", "transcript"} <= set(form_shown.errors)
    page.refresh_from_db()
    assert not page.live


def test_a_wrong_captions_file_is_refused_with_its_line_and_nothing_is_lost(desk):
    page = make_video(live=False)
    wrong = SimpleUploadedFile("a.vtt", b"WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nBonjour\n")

    answer = send(desk, page, captions_file=wrong, title="Un autre titre")

    assert "4" in str(answer.context["form"].errors["captions_file"])
    assert 'value="Un autre titre"' in answer.content.decode()
    page.refresh_from_db()
    assert page.get_latest_revision() is None


def test_a_captions_file_fills_the_captions(desk):
    page = make_video(live=False, captions="")
    right = SimpleUploadedFile("a.vtt", CAPTIONS.replace("\n", "\r\n").encode())

    answer = send(desk, page, captions_file=right)

    page.refresh_from_db()
    assert answer.status_code == 302
    assert page.get_latest_revision_as_object().captions == CAPTIONS


def test_code_cannot_publish_what_a_form_would_refuse(national):
    page = make_resource(kind="podcast", live=False)

    with pytest.raises(PublicationRefused, match="transcript"):
        page.save_revision().publish()

    page.refresh_from_db()
    assert not page.live


def test_a_picture_named_after_its_file_describes_nothing(national):
    image = make_image()
    image.description = "IMG_0431.jpg"
    image.save()
    page = make_resource(body=[("text", "<p>Oui.</p>")], image=image, live=False)

    with pytest.raises(PublicationRefused):
        page.save_revision().publish()


@pytest.mark.parametrize("make", [make_video, make_kit])
def test_each_page_says_what_it_lacks_in_the_readers_language(national, make):
    page = make()
    page.licence = ""

    with translation.override("en"):
        assert any("licence" in str(gap.message) for gap in page.gaps())


def test_an_author_sends_a_reviewer_reads_a_publisher_publishes(national, client, settings):
    settings.MFA_REQUIRED = False
    author = person(RoleKind.NATIONAL_EDITOR, national)
    publisher = person(RoleKind.NATIONAL_ADMINISTRATOR)
    page = make_resource(body=[("text", "<p>Bonjour.</p>")], live=False)
    page.save_revision(user=author)

    assert not page.permissions_for_user(author).can_publish()
    assert page.permissions_for_user(author).can_submit_for_moderation()
    workflow = page.get_workflow()
    assert [task.name for task in workflow.tasks] == [
        "Relecture d’une ressource",
        "Publication d’une ressource",
    ]
    state = workflow.start(page, author)
    reviewer = person(RoleKind.NATIONAL_EDITOR, national)
    first = state.current_task_state
    assert not first.task.specific.get_actions(page, author)
    assert first not in TaskState.objects.reviewable_by(author)
    assert first in TaskState.objects.reviewable_by(reviewer)
    assert first.task.specific.get_actions(page, reviewer)
    first.approve(user=reviewer)
    state.refresh_from_db()
    second = state.current_task_state
    assert not second.task.specific.get_actions(page, reviewer)
    second.approve(user=publisher)

    page.refresh_from_db()
    assert page.live
    assert WorkflowState.objects.get(pk=state.pk).status == WorkflowState.STATUS_APPROVED


def test_a_refusal_in_a_workflow_is_a_sentence_and_no_error_page(desk):
    author = UserFactory()
    page = make_resource(kind="podcast", live=False)
    page.save_revision(user=author)
    state = page.get_workflow().start(page, author)
    state.current_task_state.approve(user=desk.user)
    state.refresh_from_db()
    task = state.current_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", task.pk],
        urlconf="config.urls",
    )

    answer = desk.post(url, headers=HOST)

    assert answer.status_code == 302
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert page.title in said
    page.refresh_from_db()
    assert not page.live


def translated(page, code="ar"):
    source, _created = TranslationSource.get_or_create_from_instance(page)
    locale = Locale.objects.get(language_code=code)
    return Translation.objects.create(source=source, target_locale=locale)


def test_captions_and_transcripts_are_translated_sentence_by_sentence(national):
    page = make_video()
    translation_ = translated(page)
    words = {"Bonjour à tous.": "مرحبا بالجميع.", "Voici la trousse.": "هذه هي الحقيبة."}
    for segment in translation_.source.stringsegment_set.all():
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation_.target_locale,
                context=segment.context,
                data=words[segment.string.data],
                translation_type="manual",
            )

    translation_.save_target(publish=False)

    arabic = ResourcePage.objects.get(
        translation_key=page.translation_key, locale__language_code="ar"
    )
    latest = arabic.get_latest_revision_as_object()
    assert "00:00:01.000 --> 00:00:03.000\nمرحبا بالجميع." in latest.captions
    assert latest.captions.count("-->") == 2
    assert page.kind == latest.kind
    assert latest.recording == page.recording


def test_a_machine_draft_is_never_public_unread(national):
    page = make_resource(body=[("text", "<p>Bonjour.</p>")])
    translation_ = translated(page)
    segment = translation_.source.stringsegment_set.filter(context__path="title").get()
    made = StringTranslation.objects.create(
        translation_of=segment.string,
        locale=translation_.target_locale,
        context=segment.context,
        data="مورد",
        translation_type="machine",
        tool_name="Robot",
    )
    translation_.save_target(publish=False)
    arabic = Page.objects.get(
        translation_key=page.translation_key, locale__language_code="ar"
    ).specific

    with pytest.raises(PublicationRefused):
        arabic.get_latest_revision().publish()
    made.translation_type = "manual"
    made.save()
    arabic.get_latest_revision().publish()

    arabic.refresh_from_db()
    assert arabic.live
