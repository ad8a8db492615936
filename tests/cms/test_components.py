"""What the template tags write: amounts, numbers, wrapped content."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from cms.templatetags import components


def render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "cents", "written"),
    [
        ("fr", 142450, "1\u202f424,50\u00a0€"),
        ("fr", 142400, "1\u202f424\u00a0€"),
        ("ar", 500, "5\u00a0€"),
        ("en", 142450, "€1,424.50"),
        ("en", 500, "€5"),
        ("fr", None, ""),
    ],
)
def test_cents_are_written_as_people_read_them(
    language: str, cents: int | None, written: str
) -> None:
    with translation.override(language):
        assert render("{{ cents|euros }}", cents=cents) == written


def test_what_a_card_is_given_is_escaped() -> None:
    html = render('{% card heading=title url="/x/" %}<p>kept</p>{% endcard %}', title="<b>bold</b>")

    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert "<p>kept</p>" in html


def test_strips_carry_their_figures_in_words() -> None:
    source = (
        "{% progress 31000 60000 95000 as done %}"
        '{% include "components/strips.html" with progress=done only %}'
    )
    with translation.override("en"):
        html = render(source)

    assert 'value="32" max="100"' in html
    assert "€310 raised, 32 % of the optimum; the minimum is at 63 %" in html
    assert 'x="63%"' in html


def test_a_form_leads_from_each_error_to_its_field() -> None:
    from cms.styleguide import SampleForm

    html = str(SampleForm({"email": "nope"}))

    assert 'href="#id_email"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email_error"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html or "id_email_error" in html


def test_a_long_list_links_the_pages_around_the_current_one() -> None:
    from django.core.paginator import Paginator
    from django.http import QueryDict

    page = Paginator(range(300), 10).page(12)
    html = render(
        '{% include "components/pagination.html" with page=page query=query only %}',
        page=page,
        query=QueryDict("theme=nature&page=12"),
    )

    assert 'href="?theme=nature&amp;page=13"' in html
    assert '<span aria-current="page">12</span>' in html
    assert "…" in html


def test_what_is_said_in_another_language_is_marked() -> None:
    card = SimpleNamespace(language="fr")

    with translation.override("ar"):
        shown = components.foreign(card)
    with translation.override("fr"):
        same = components.foreign(card)

    assert (shown, same) == (' lang="fr" dir="ltr"', "")


def test_news_of_the_evening_bear_the_day_of_their_own_readers(monkeypatch) -> None:
    monkeypatch.setattr(components, "current_tenant", lambda: SimpleNamespace(code="971"))
    evening = datetime(2026, 7, 15, 2, 30, tzinfo=UTC)

    assert render("{{ at|here|date:'j G' }}", at=evening) == "14 22"
    assert render("{{ at|here|date:'j' }}", at=evening.date()) == "15"


def test_a_sentence_as_a_label_is_not_followed_by_a_colon() -> None:
    class Consent(forms.Form):
        agreed = forms.BooleanField(label="J’accepte.", error_messages={"required": "Cochez."})

    html = render('{% include "components/error_summary.html" %}', form=Consent({}), is_quiet=True)

    assert ">J’accepte. Cochez.</a>" in html
