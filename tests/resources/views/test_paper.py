"""Fiches and guides as PDF: tagged, titled, in their language, kept for the next reader."""

from datetime import date

import pytest

from cms.domain.gauge import Origin
from resources import funding
from tests import pdf
from tests.resources.factories import make_guide, make_resource, make_sheet

HOST = {"host": "trousse.localhost"}


def a_sheet(**changes):
    given = {
        "title": "Monter une classe cirque",
        "summary": "Un chapiteau dans la cour.",
        "levels": ["cycle_3"],
        "skills": "Coopérer\nOser",
        "body": [("heading", "Pourquoi ?"), ("text", "<p>Parce que <b>tous</b> jouent.</p>")],
        "steps": [("step", {"title": "Choisir", "text": "Une école de cirque."})],
        "budget": [("line", {"label": "Intervenant", "euros": 1050, "note": "Un parent artiste"})],
        "testimonies": [("testimony", {"text": "Nous avons ri.", "author": "Un père", "role": ""})],
        "cost_low_euros": 900,
        "cost_median_euros": 1700,
        "cost_high_euros": 3200,
    }
    return make_sheet(**given | changes)


def words_of(client, page):
    read = pdf.read(client.get(f"/fiches-pdf/{page.pk}.pdf", headers=HOST).content)
    return " ".join(read.words.split())


def test_a_sheet_is_a_tagged_pdf_with_all_its_words(national, client):
    answer = client.get(f"/fiches-pdf/{a_sheet().pk}.pdf", headers=HOST)

    read = pdf.read(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert (read.title, read.language, read.is_tagged) == ("Monter une classe cirque", "fr", True)
    assert {"H1", "H2", "P", "L", "Table", "TH"} <= read.tags
    for words in (
        "Parce que", "Une école de cirque.", "Intervenant", "Un parent artiste", "Nous avons ri.",
    ):  # fmt: skip
        assert words in read.words, words


@pytest.mark.parametrize("changes", [{}, {"budget": []}])
def test_a_sheet_has_its_gauge_with_or_without_a_budget(national, client, changes):
    said = words_of(client, a_sheet(cost_noted_on=date(2026, 3, 2), **changes))

    assert "900 € 1 700 € 3 200 €" in said
    assert "2 mars 2026" in said


def test_a_sheet_without_enough_campaigns_says_so(national, client):
    costs = {"cost_low_euros": None, "cost_median_euros": None, "cost_high_euros": None}

    assert "Pas assez de données" in words_of(client, a_sheet(**costs))


def test_a_guide_too_and_nothing_else(national, client):
    guide = make_guide("Faire un don", body=[("text", "<p>À partir de 5 €.</p>")])

    assert pdf.read(client.get(f"/fiches-pdf/{guide.pk}.pdf", headers=HOST).content).is_tagged
    assert client.get(f"/fiches-pdf/{make_resource().pk}.pdf", headers=HOST).status_code == 404
    assert client.get("/fiches-pdf/999999.pdf", headers=HOST).status_code == 404


def test_a_draft_has_no_pdf(national, client):
    sheet = a_sheet()
    sheet.unpublish()

    assert client.get(f"/fiches-pdf/{sheet.pk}.pdf", headers=HOST).status_code == 404


def test_whoever_has_it_already_is_told_so(national, client):
    url = f"/fiches-pdf/{a_sheet().pk}.pdf"
    tag = client.get(url, headers=HOST)["ETag"]

    assert client.get(url, headers={**HOST, "if-none-match": tag}).status_code == 304


def test_the_page_offers_it_and_shows_the_gauge_of_the_editors(national, client):
    sheet = a_sheet()

    html = client.get(sheet.url, headers=HOST).content.decode()
    assert f"/fiches-pdf/{sheet.pk}.pdf" in html
    assert 'id="curseur"' in html
    assert funding.gauge_of(sheet).origin is Origin.EDITORS
