"""What messages say: texts of the code and of staff, light mark-up, languages."""

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, override
from hypothesis import given, strategies as st

from kernel.ports import Person
from tenants import outbox
from tenants.models import MailState, MailText
from tenants.outbox import kinds, markup
from tenants.outbox.kinds import WrongKind
from tenants.privacy import PlumbingData
from tests.queue import drain
from tests.tenants import mails
from tests.tenants.mails import CONTEXT, KIND, write


@pytest.fixture(autouse=True)
def kind():
    with mails.known():
        yield


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
