import pytest

from cms.models import Message, MessageKind, MessageState, SiteSettings
from tenants.models import Mail
from tests.cms.factories import stamp_of

AISNE = {"host": "aisne.trousse.localhost"}


@pytest.fixture
def site(aisne):
    SiteSettings.objects.update(contact_email="equipe@example.org")
    return aisne


def message(**changes):
    fields = {
        "email": "lea@example.org",
        "subject": "Bonjour",
        "body": "Une question.",
        "stamp": stamp_of(),
    }
    return fields | changes


def test_a_message_is_stored_and_told_to_the_team(site, client):
    answer = client.post("/contact/", message(), headers=AISNE)

    stored = Message.objects.get()
    mail = Mail.objects.get(kind="cms.message")
    assert answer.status_code == 302
    assert (stored.subject, stored.state) == ("Bonjour", MessageState.NEW)
    assert (mail.to, mail.reply_to) == ("equipe@example.org", "lea@example.org")
    assert "Une question." in mail.text


def test_a_mistake_loses_nothing_of_what_was_typed(site, client):
    answer = client.post("/contact/", message(email="lea@", body="Un long récit."), headers=AISNE)

    assert answer.status_code == 422
    assert "Un long récit." in answer.content.decode()
    assert not Message.objects.exists()


def test_a_robot_is_thanked_and_nobody_is_disturbed(site, client):
    answer = client.post("/contact/", message(website="http://spam.example"), headers=AISNE)

    assert answer.status_code == 302
    assert Message.objects.get().state == MessageState.SPAM
    assert not Mail.objects.exists()


@pytest.mark.parametrize("seconds_ago", [None, 0, 2 * 86_400])
def test_a_form_sent_too_fast_too_late_or_without_its_time_is_shown_again(
    site, client, seconds_ago
):
    stamp = "invented" if seconds_ago is None else stamp_of(seconds_ago)

    answer = client.post("/contact/", message(stamp=stamp), headers=AISNE)

    assert answer.status_code == 422
    assert "Une question." in answer.content.decode()
    assert not Message.objects.exists()


def test_the_page_shown_again_can_be_sent(site, client):
    client.post("/contact/", message(stamp=""), headers=AISNE)

    assert client.post("/contact/", message(), headers=AISNE).status_code == 302


def test_too_many_messages_from_one_place_wait(site, client):
    answers = [client.post("/contact/", message(), headers=AISNE).status_code for _ in range(9)]

    assert answers == [302] * 8 + [429]


def test_a_problem_is_stored_with_its_page(site, client):
    fields = message(subject="accessibility", page="/a-propos/")

    answer = client.post("/signaler/", fields, headers=AISNE)

    stored = Message.objects.get()
    assert answer["Location"] == "/a-propos/"
    assert (stored.kind, stored.page_url) == (MessageKind.PROBLEM, "/a-propos/")


@pytest.mark.parametrize(
    "page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_a_report_never_sends_its_author_elsewhere(site, client, page):
    answer = client.post("/signaler/", message(subject="other", page=page), headers=AISNE)

    assert answer["Location"] == "/"


def test_what_one_site_received_no_other_site_sees(site, client):
    from tenants.context import in_tenant

    client.post("/contact/", message(), headers=AISNE)

    assert in_tenant("tne_88", Message.objects.count) == 0
