"""A page in two languages side by side: all that the page says, part beside part."""

from wagtail.models import Locale, PageViewRestriction

from resources.models import DiagnosisPage
from tests.cms.factories import make_image
from tests.resources.factories import (
    RIGHTS,
    add,
    library,
    make_belief,
    make_kit,
    make_resource,
    make_sheet,
)

HOST = {"host": "trousse.localhost"}


def get(client, path):
    return client.get(path, headers=HOST)


def translated(page, language="en", **changes):
    other = page.copy_for_translation(Locale.objects.get(language_code=language), copy_parents=True)
    for name, value in changes.items():
        setattr(other, name, value)
    other.save_revision().publish()
    return other


def printed(client, page):
    translated(page)
    answer = get(client, f"/deux-langues/{page.pk}/en/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_two_languages_stand_side_by_side(national, client):
    page = make_resource(transcript="<p>Bonjour à tous.</p>", body=[("text", "<p>Bonjour.</p>")])
    arabic = page.copy_for_translation(Locale.objects.get(language_code="ar"), copy_parents=True)
    arabic.title, arabic.transcript = "عنوان", "<p>مرحبا بالجميع</p>"
    arabic.save_revision().publish()

    html = get(client, f"/deux-langues/{page.pk}/ar/").content.decode()

    assert "Bonjour à tous." in html
    assert '<div lang="ar" dir="rtl">' in html
    assert "مرحبا بالجميع" in html
    assert f'href="/deux-langues/{page.pk}/ar/"' in get(client, page.url).content.decode()
    assert get(client, f"/deux-langues/{page.pk}/en/").status_code == 404
    assert get(client, f"/deux-langues/{page.get_parent().pk}/ar/").status_code == 404


def a_diagnosis():
    figures = {"figures": [{"value": "166", "label": "familles"}], "source": "L’équipe, 2026"}
    page = DiagnosisPage(
        title="L’Aisne", figures=[("key_figures", figures)], method="Vingt entretiens.", **RIGHTS
    )
    return add(library(), page)


def a_sheet():
    shown = {"image": make_image(), "alt_text": "Des enfants jonglent", "decorative": False}
    quote = {"text": "Nous avons ri.", "author": "Un père", "role": ""}
    return make_sheet(
        budget=[("line", {"label": "Car", "euros": 900, "note": "Demander à la mairie"})],
        partners=[("partner", {"name": "Un cirque", "text": "Ses jongleurs", "url": ""})],
        testimonies=[("testimony", quote)],
        pictures=[("picture", {"image": shown, "caption": "En piste"})],
    )


def test_a_sheet_loses_nothing(national, client):
    html = printed(client, a_sheet())

    for words in ("Demander à la mairie", "Ses jongleurs", "Nous avons ri.", "En piste"):
        assert html.count(words) == 2, words
    assert html.count('<figure><img src="/media/') == 2
    assert html.count('alt="Des enfants jonglent"') == 2
    assert "<h2>Combien faut-il ?</h2>" in html
    assert "<h2>How much is needed</h2>" in html


def test_an_idee_recue_has_its_verdict_and_who_says_it(national, client):
    page = make_belief(verdict="false", speaker="Ana Réa", speaker_role="psychologue")

    html = printed(client, page)

    assert "<p><strong>Faux</strong>" in html
    assert "<p><strong>False</strong>" in html
    assert html.count("Ana Réa, psychologue") == 2


def test_a_diagnosis_has_its_figures(national, client):
    html = printed(client, a_diagnosis())

    assert html.count("<strong>166</strong> familles") == 2
    assert html.count("L’équipe, 2026") == 2


def test_a_mallette_has_its_notes_and_names_nothing_that_is_locked(national, client):
    locked = make_resource("Le classeur réservé")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")

    html = printed(client, make_kit("Une mallette", make_resource("La valise"), locked))

    assert html.count("<strong>La valise</strong><br>Pour commencer.") == 2
    assert "Le classeur réservé" not in html
