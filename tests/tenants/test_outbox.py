import smtplib
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, override
from hypothesis import given, strategies as st

from kernel.ports import Person
from tenants import outbox
from tenants.models import Alert, Mail, MailState, MailText
from tenants.outbox import delivery, kinds, markup
from tenants.outbox.kinds import WrongKind
from tenants.outbox.rendering import WrongContext
from tenants.privacy import PlumbingData
from tests.queue import drain

KIND = outbox.MailKind(
    name="test.welcome",
    title="Welcome",
    subject="Hello {name}",
    body="Hello {name},\n\n[Open]({link})",
    variables={"name": "name", "link": "link"},
    sample={"name": "Zoé", "link": "https://trousse.example/x"},
    required=frozenset({"link"}),
)
CONTEXT = {"name": "Zoé", "link": "https://trousse.example/x"}


@pytest.fixture(autouse=True)
def kind():
    outbox.register(KIND)
    yield
    kinds._kinds.pop(KIND.name)


def write(key="1", **changed):
    arguments = {"to": "zoe@example.org", "language": "fr", "context": CONTEXT} | changed
    return outbox.write(KIND.name, key, **arguments)


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


@pytest.mark.django_db
def test_staff_texts_replace_those_of_the_code():
    MailText.objects.create(
        kind=KIND.name, language="fr", subject="Bonjour {name}!", body="Voici: {link}"
    )

    mail = write()

    assert mail.subject == "Bonjour Zoé\u202f!"
    assert "Voici\u00a0: https://trousse.example/x" in mail.text


@pytest.mark.parametrize(
    ("subject", "body", "field", "words"),
    [
        ("Bonjour {nom}", "{link}", "subject", "{nom}"),
        ("Bonjour", "rien", "body", "{link}"),
        ("Bonjour", "{link} {", "body", "{ or }"),
        ("Bonjour", "{link} {}", "body", "{}"),
        ("Bon\njour", "{link}", "subject", "one line"),
    ],
)
@pytest.mark.django_db
def test_a_text_with_a_wrong_variable_is_not_saved(subject, body, field, words):
    text = MailText(kind=KIND.name, language="en", subject=subject, body=body)

    with override("en"), pytest.raises(ValidationError) as refusal:
        text.save()

    with override("en"):
        assert words in " ".join(refusal.value.message_dict[field])
    assert not MailText.objects.exists()


@pytest.mark.django_db
def test_every_message_of_the_platform_can_be_previewed_in_every_language(settings):
    for kind in kinds.all_kinds():
        for language, _ in settings.LANGUAGES:
            shown = outbox.preview(kind.name, language)

            assert shown.subject
            assert "{" not in shown.text
            assert f'lang="{language}"' in shown.html


def test_a_kind_that_contradicts_itself_is_refused():
    with pytest.raises(WrongKind):
        outbox.register(
            outbox.MailKind(
                name="x", title="x", subject="x", body="x", variables={"a": "a"}, sample={}
            )
        )


def test_every_declared_text_knows_its_variables(settings):
    from django.utils.translation import override

    for kind in kinds.all_kinds():
        for language, _ in settings.LANGUAGES:
            with override(language):
                assert kinds.faults(kind, subject=str(kind.subject), body=str(kind.body)) == {}


def test_values_are_never_mark_up():
    values = {"name": "<b>**x**</b> [a](https://evil.example)", "link": "javascript:alert(1)"}

    html = markup.to_html("Hello {name}\n\n[Open]({link})", values)

    assert "<b>" not in html
    assert "<strong>" not in html
    assert "javascript" not in html
    assert "evil.example)" in html
    assert 'href="https://evil' not in html


def test_light_mark_up_becomes_text_and_html():
    body = "## Title\n\n- one\n- **two**\n\nSee [there](https://a.example)."

    assert markup.to_html(body, {}) == (
        "<h2>Title</h2>\n<ul><li>one</li><li><strong>two</strong></li></ul>\n"
        '<p>See <a href="https://a.example">there</a>.</p>'
    )
    assert markup.to_text(body, {}) == "TITLE\n\n- one\n- two\n\nSee there\nhttps://a.example."


@given(name=st.text(max_size=60), subject=st.text(max_size=30))
def test_no_value_makes_a_second_header_or_an_element(name, subject):
    line = markup.one_line("Hello {name}", {"name": subject})
    html = markup.to_html("{name}", {"name": name})

    assert "\n" not in line
    assert "\r" not in line
    assert html.count("<") == html.count("<p>") + html.count("</p>") + html.count("<br>")


@pytest.mark.django_db
def test_lazy_values_are_written_in_the_readers_language():
    mail = write(context=CONTEXT | {"name": gettext_lazy("Yes")})

    assert mail.subject == "Hello Oui"


@pytest.mark.django_db
def test_a_person_gets_the_list_of_messages_and_is_forgotten():
    sent, waiting = write("1"), None
    drain()
    waiting = write("2")
    person = Person(user_id=None, emails=frozenset({"zoe@example.org"}))
    provider = PlumbingData()

    assert len(provider.export(person)[0].rows) == 2
    provider.anonymise(person)
    provider.anonymise(person)
    drain()

    sent.refresh_from_db(), waiting.refresh_from_db()
    assert waiting.state == MailState.CANCELLED
    assert "zoe" not in sent.to + sent.text + sent.html + waiting.to
    assert len(django_mail.outbox) == 1
