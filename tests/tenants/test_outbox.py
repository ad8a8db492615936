import smtplib
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tenants import outbox
from tenants.models import Alert, Mail, MailState
from tenants.outbox import delivery
from tenants.outbox.rendering import WrongContext
from tests.queue import drain
from tests.tenants import mails
from tests.tenants.mails import write


@pytest.fixture(autouse=True)
def kind():
    with mails.known():
        yield


class BrokenServer:
    """A mail server of the tests: refuses with the errors it was given, then accepts."""

    def __init__(self, *errors):
        self.errors, self.accepted = list(errors), []

    def send_messages(self, messages):
        if self.errors:
            raise self.errors.pop(0)
        self.accepted += messages
        return len(messages)


@pytest.fixture
def server(monkeypatch):
    """Replace the transport, not our code: Django asks `mailers` for it at each message."""

    def install(*errors):
        broken = BrokenServer(*errors)
        monkeypatch.setattr(
            "django.core.mail.handler.MailersHandler.__getitem__", lambda *_: broken
        )
        return broken

    return install


@pytest.mark.django_db
def test_a_message_is_sent_by_the_worker_in_text_and_html():
    write()
    drain()

    (sent,) = django_mail.outbox
    assert sent.to == ["zoe@example.org"]
    assert sent.subject == "Hello Zoé"
    assert "https://trousse.example/x" in sent.body
    assert '<a class="button" href="https://trousse.example/x">' in sent.alternatives[0].content
    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.django_db
def test_writing_twice_sends_once():
    first, second = write(), write(to=" ZOE@example.org ")
    drain()

    assert first.pk == second.pk
    assert len(django_mail.outbox) == 1


@pytest.mark.django_db
def test_the_object_makes_the_difference():
    write("1"), write("2"), write("1", to="other@example.org")
    drain()

    assert len(django_mail.outbox) == 3


@pytest.mark.django_db
def test_an_undone_fact_sends_nothing():
    def write_and_fail():
        with transaction.atomic():
            write()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    drain()

    assert django_mail.outbox == []
    assert not Mail.objects.exists()


@pytest.mark.django_db
def test_a_site_writes_in_its_own_name(aisne):
    write()
    drain()

    (sent,) = django_mail.outbox
    assert sent.from_email.startswith("Aisne <")
    assert aisne.root_url in sent.body
    assert Mail.objects.get().schema == "tne_02"


@pytest.mark.django_db
def test_a_wrong_context_or_kind_or_address_is_refused_at_once():
    with pytest.raises(WrongContext, match="link"):
        write(context={"name": "Zoé"})
    with pytest.raises(KeyError):
        outbox.write("test.unknown", 1, to="zoe@example.org")
    with pytest.raises(ValidationError):
        write(to="nobody")


@pytest.mark.django_db
def test_an_unknown_language_falls_back_on_the_platforms():
    assert write(language="pt").language == "fr"
    assert write("2", language="ar-MA").language == "ar"


@pytest.mark.django_db
def test_arabic_is_written_from_right_to_left():
    assert '<html lang="ar" dir="rtl">' in write(language="ar").html


@pytest.mark.django_db
def test_a_server_in_trouble_is_tried_again_later(server):
    transport = server(ConnectionRefusedError(), smtplib.SMTPServerDisconnected())
    write()
    drain()

    assert Mail.objects.get().state == MailState.WAITING
    drain(ahead=timedelta(minutes=2))
    drain(ahead=timedelta(minutes=10))

    assert Mail.objects.get().state == MailState.SENT
    assert Mail.objects.get().attempts == 3
    assert len(transport.accepted) == 1


@pytest.mark.django_db
def test_a_refused_recipient_is_a_dead_letter_and_an_alert_without_address(server):
    server(smtplib.SMTPRecipientsRefused({"zoe@example.org": (550, b"no zoe@example.org")}))
    write()
    drain()

    dead, alert = Mail.objects.get(), Alert.objects.get()
    assert (dead.state, dead.error) == (MailState.DEAD, "SMTPRecipientsRefused 550")
    assert alert.kind == "mail.dead"
    assert "zoe" not in alert.message + alert.key


@pytest.mark.django_db
def test_a_server_that_never_answers_ends_as_a_dead_letter(server):
    server(*[ConnectionRefusedError()] * 20)
    write()
    for _ in range(8):
        drain(ahead=timedelta(days=1))

    assert Mail.objects.get().state == MailState.DEAD
    assert Mail.objects.get().attempts == len(delivery.BACK_OFF) + 1


@pytest.mark.django_db
def test_staff_retry_a_dead_letter(server):
    transport = server(smtplib.SMTPRecipientsRefused({"zoe@example.org": (550, b"")}))
    dead = write()
    drain()
    delivery.retry(dead)
    drain()

    assert len(transport.accepted) == 1


@pytest.mark.django_db
def test_a_message_held_by_a_dead_worker_is_sent_again_under_the_same_id():
    held = write()
    Mail.objects.update(state=MailState.SENDING, attempts=1, taken_at=timezone.now())
    drain()
    assert django_mail.outbox == []

    assert delivery.sweep(timezone.now() + timedelta(minutes=16)) == 1
    drain()

    headers = django_mail.outbox[0].extra_headers
    assert headers["Message-ID"].startswith(f"<mail-{held.pk}-")


@pytest.mark.django_db
def test_a_late_answer_does_not_undo_what_another_worker_did():
    held = write()
    held.state, held.attempts = MailState.SENDING, 1
    Mail.objects.update(state=MailState.SENT, attempts=2)

    delivery._finish(held, state=MailState.DEAD)

    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.django_db
def test_a_newsletter_says_how_to_leave_and_waits_for_the_others():
    url = "https://trousse.example/quitter/x"
    write(unsubscribe_url=url)
    drain()

    (sent,) = django_mail.outbox
    assert sent.extra_headers["List-Unsubscribe"] == f"<{url}>"
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in sent.body
    assert url in sent.alternatives[0].content
