from datetime import date

import pytest
from django.template import Context, Template
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import override
from hypothesis import given, strategies as st

from kernel.typography import french, french_html

prose = st.text(alphabet="aé1 0\u00a0\u202f:;!?\"'«»€%.,n°M()-&/@`", max_size=40)


def shown(text):
    return text.replace("\u202f", "_").replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Vraiment? Oui! Bien; non?!", "Vraiment_? Oui_! Bien_; non_?!"),
        ("Vraiment ?  Oui\u00a0!", "Vraiment_?  Oui_!"),
        ("Rendez-vous: 12:30 ou 12h", "Rendez-vous~: 12:30 ou 12h"),
        ('Il dit "bonjour".', "Il dit «~bonjour~»."),
        ("« oui »", "«~oui~»"),
        ("l'école d'Aix, 'ici'", "l’école d’Aix, 'ici'"),
        ("1 200 € et 1200€, 50%", "1_200~€ et 1200~€, 50~%"),
        ("n° 5, M. Dupont, Mme Durand", "n°~5, M.~Dupont, Mme~Durand"),
        ("etc...", "etc…"),
        ("0800 123 456 et 06 12 34 56 78", "0800 123 456 et 06 12 34 56 78"),
        ("(vraiment?) ;-) ;)", "(vraiment_?) ;-) ;)"),
    ],
)
def test_french_spaces_and_quotes(typed, expected):
    assert shown(french(typed)) == expected


@pytest.mark.parametrize(
    "kept",
    [
        "https://a.fr/x?b=1;c:d!",
        "www.a.fr/?b",
        "a.fr/l'été?x",
        "jean@a.fr",
        "`a: b!`",
        "&amp;&nbsp;",
        "{{ name }}",
        "12:30",
        "a?b=1",
    ],
)
def test_what_is_not_prose_stays(kept):
    assert french(f"Voir {kept} ici") == f"Voir {kept} ici"


@given(prose)
def test_twice_is_once(text):
    assert french(french(text)) == french(text)


@given(prose)
def test_only_spaces_quotes_and_dots_change(text):
    def letters(text):
        for char in " \u00a0\u202f\"«»'’….":
            text = text.replace(char, "")
        return text

    assert letters(french(text)) == letters(text)


def test_only_french_text_nodes_of_html_change():
    html = (
        '<p title="a: b!">Oui <b>là</b> ! L&#x27;été: &amp; <code>a: b!</code><br>'
        '<span lang="ar">نعم !</span><span lang="en">yes: <i>no!</i></span></p><!-- a: b! -->'
    )

    assert shown(french_html(html)) == (
        '<p title="a: b!">Oui <b>là</b>_! L’été~: &amp; <code>a: b!</code><br>'
        '<span lang="ar">نعم !</span><span lang="en">yes: <i>no!</i></span></p><!-- a: b! -->'
    )


@given(prose)
def test_html_without_french_is_copied(text):
    html = f"<p>{text}</p>"

    assert french_html(html, "ar") == html


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "Oui_!"), ("en", "Oui !"), ("ar", "Oui !")]
)
def test_the_filter_follows_the_language_read(language, expected):
    template = Template("{% load typography %}{{ text|typo }}")

    with override(language):
        assert shown(template.render(Context({"text": "Oui !"}))) == expected


def test_the_filter_escapes_text_and_keeps_safe_html():
    template = Template("{% load typography %}{{ text|typo:'fr' }}|{{ html|typo:'fr' }}")

    page = template.render(Context({"text": "<b>Oui!", "html": mark_safe("<b>Oui!</b>")}))

    assert shown(page) == "&lt;b&gt;Oui_!|<b>Oui_!</b>"


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [("fr", "1er septembre 2026", "2 septembre 2026"), ("en", "Sept. 1, 2026", "Sept. 2, 2026")],
)
def test_the_first_of_a_month_is_written_as_the_language_does(language, first, second) -> None:
    with override(language):
        assert date_format(date(2026, 9, 1), "DATE_FORMAT") == first
        assert date_format(date(2026, 9, 2), "DATE_FORMAT") == second


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "<p>"), ("fr-ca", "<p>"), ("ar", '<p lang="fr" dir="auto">')]
)
def test_french_words_are_said_to_be_french_on_other_pages(language, said):
    with override(language):
        assert Template("{% load typography %}<p{% in_french %}>").render(Context()) == said
