"""Poster, leaflets and sign-in sheet: tagged, titled, in the reader's language."""

import pytest
from django.utils.translation import override

from tests import pdf
from tests.tne_sites.factories import RegistrationFactory, WorkshopFactory
from tne_sites import prints
from tne_sites.models import WorkshopText

pytestmark = pytest.mark.django_db
AISNE = {"host": "aisne.trousse.localhost"}


@pytest.mark.parametrize("path", ["affiche.pdf", "tracts.pdf"])
def test_what_is_pinned_up_is_tagged_and_says_when_and_where(aisne, client, path: str) -> None:
    workshop = WorkshopFactory(title="Le café des parents", summary="On parle des écrans.")

    response = client.get(f"/ateliers/{workshop.pk}/{path}", headers=AISNE)
    read = pdf.read(response.content)

    assert response["Content-Type"] == "application/pdf"
    assert (read.title, read.language, read.is_tagged) == ("Le café des parents", "fr", True)
    assert {"H1", "Figure"} <= read.tags
    assert read.pages == 1
    assert "Laon" in read.words
    assert f"ateliers/{workshop.pk}/" in read.words.replace("\n", "")


def test_a_long_title_stays_on_one_page(aisne) -> None:
    workshop = WorkshopFactory(title="M" * 20 + " é" * 50, summary="Un " * 80)

    with override("fr"):
        assert pdf.read(prints.poster(workshop)).pages == 1
        assert pdf.read(prints.leaflets(workshop)).pages == 1


def test_an_arabic_poster_is_in_arabic(aisne, client) -> None:
    workshop = WorkshopFactory()
    WorkshopText.objects.create(workshop=workshop, language="ar", title="ورشة للآباء")

    read = pdf.read(client.get(f"/ar/ateliers/{workshop.pk}/affiche.pdf", headers=AISNE).content)

    assert (read.title, read.language) == ("ورشة للآباء", "ar")


def test_french_words_on_an_arabic_poster_say_that_they_are_french(aisne, client) -> None:
    workshop = WorkshopFactory(title="Le café", summary="On parle des écrans.")

    for path in ("affiche.pdf", "tracts.pdf"):
        read = pdf.read(client.get(f"/ar/ateliers/{workshop.pk}/{path}", headers=AISNE).content)

        assert read.language == "ar"
        assert "fr" in read.spoken


def test_a_sign_in_sheet_has_everybody_and_empty_lines(aisne) -> None:
    workshop = WorkshopFactory()
    rows = [RegistrationFactory(workshop=workshop, name=f"Parent {n}", party=n) for n in (1, 2)]

    with override("fr"):
        read = pdf.read(prints.sign_in_sheet(workshop, rows))

    assert "Parent 1" in read.words
    assert "Table" in read.tags
