"""The back office, as those who use it: a coordinator, a department's editor."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedUnsupportedProviderException
from wagtail.models import Collection, Page

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from cms.models import Image, Menu, Message, NewsletterIssue, StandardPage
from cms.search_documents import page_models
from cms.todos import EditorialTodos
from tests.accounts.factories import UserFactory
from tests.cms.factories import home, make_news, picture_bytes

AISNE = {"host": "aisne.trousse.localhost"}


def person(kind, tenant):
    user = UserFactory()
    grant_role(user=user, kind=kind, tenant=tenant, by=None)
    return user


@pytest.fixture
def office(aisne, client, settings):
    """A coordinator of Aisne, signed in."""
    settings.MFA_REQUIRED = False
    user = person(RoleKind.DEPARTMENT_COORDINATOR, aisne)
    client.force_login(user)
    client.user = user
    return client


def get(client, name, *args):
    return client.get(reverse(name, args=args, urlconf="config.urls"), headers=AISNE)


SCREENS = (
    "wagtailadmin_home",
    "cms_messages:index",
    "cms_issues:index",
    "cms_issues:add",
    "cms_subscribers:index",
    "wagtailsnippets_cms_menu:list",
    "wagtailimages:index",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtailadmin_explore_root",
)


@pytest.mark.parametrize("name", SCREENS)
def test_a_coordinator_reaches_the_screens_of_the_site(office, name):
    assert get(office, name).status_code == 200


OURS = [model for model in page_models() if model._meta.app_label == "cms"]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_page_type_has_a_form(office, model):
    parents = Page.objects.filter(depth__gt=1).specific()
    parent = next((page for page in parents if model.can_create_at(page)), None)
    existing = model.objects.first()

    if existing:
        answer = get(office, "wagtailadmin_pages:edit", existing.pk)
    elif parent:
        names = (model._meta.app_label, model._meta.model_name, parent.pk)
        answer = get(office, "wagtailadmin_pages:add", *names)
    else:
        assert model.__name__ == "NationalHomePage"
        return
    assert answer.status_code == 200


def test_menus_and_messages_can_be_edited(office):
    message = Message.objects.create(subject="Bonjour", body="Une question")

    assert get(office, "wagtailsnippets_cms_menu:edit", Menu.objects.first().pk).status_code == 200
    assert get(office, "cms_messages:edit", message.pk).status_code == 200


def test_an_uploaded_picture_needs_a_description_then_is_kept(office):
    url = reverse("wagtailimages:add", urlconf="config.urls")
    file = lambda: SimpleUploadedFile("photo.jpg", picture_bytes(), "image/jpeg")  # noqa: E731  read once each time
    fields = {"title": "Photo", "tags": "", "collection": Collection.get_first_root_node().pk}

    refused = office.post(url, {**fields, "file": file(), "description": ""}, headers=AISNE)
    kept = office.post(
        url, {**fields, "file": file(), "description": "Un aplat rouge."}, headers=AISNE
    )

    assert refused.status_code == 200
    assert kept.status_code == 302
    assert Image.objects.get().description == "Un aplat rouge."


def test_a_letter_is_sent_from_its_screen(office):
    letter = NewsletterIssue(subject="Novembre")
    letter.news = [make_news()]
    letter.save()
    url = reverse("cms_issues:send", args=[letter.pk], urlconf="config.urls")

    seen = office.get(url, headers=AISNE)
    office.post(url, headers=AISNE)

    letter.refresh_from_db()
    assert seen.status_code == 200
    assert letter.state == "sending"


def test_an_editor_writes_letters_and_does_not_send_them(aisne, client, settings):
    settings.MFA_REQUIRED = False
    client.force_login(person(RoleKind.DEPARTMENT_EDITOR, aisne))
    letter = NewsletterIssue.objects.create(subject="Novembre")
    url = reverse("cms_issues:send", args=[letter.pk], urlconf="config.urls")

    answer = client.post(url, headers=AISNE)

    letter.refresh_from_db()
    assert answer.status_code in {302, 403}
    assert letter.state == "draft"


def test_a_published_text_with_vague_links_is_told(office):
    page = home().add_child(instance=StandardPage(title="Page", slug="page", live=False))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk], urlconf="config.urls")
    body = {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text",
        "body-0-value": '{"blocks":[{"key":"a","type":"unstyled","text":"ici","depth":0,'
        '"inlineStyleRanges":[],'
        '"entityRanges":[{"offset":0,"length":3,"key":0}]}],"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE",'
        '"data":{"url":"https://example.org/"}}}}',
    }  # fmt: skip
    fields = {
        "title": "Page",
        "slug": "page",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }

    answer = office.post(url, {**fields, **body, "action-publish": "1"}, headers=AISNE)

    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert Page.objects.get(pk=page.pk).live
    assert "ici" in said
    assert answer.status_code == 302


def test_what_waits_is_told_to_those_who_may_act(office):
    Message.objects.create(subject="Bonjour", body="Une question")
    StandardPage.objects.update(review_on="2020-01-01")

    todos = EditorialTodos().todos(office.user)

    assert [todo.count for todo in todos] == [1, StandardPage.objects.live().count()]


def test_what_a_visitor_wrote_computes_nothing_in_a_spreadsheet(office):
    Message.objects.create(name="=1+1", subject='=HYPERLINK("https://example.org")', body="-2")

    response = office.get(
        reverse("cms_messages:index", urlconf="config.urls"), {"export": "csv"}, headers=AISNE
    )

    lines = b"".join(response.streaming_content).decode()
    assert ",'=1+1,," in lines
    assert "\"'=HYPERLINK(" in lines
    assert ",'-2," in lines


def test_no_other_site_is_asked_for_what_an_editor_pastes(aisne):
    with pytest.raises(EmbedUnsupportedProviderException):
        get_embed("https://www.youtube.com/watch?v=jNQXAC9IVRw")
