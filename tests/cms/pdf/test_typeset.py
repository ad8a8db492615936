"""A PDF that a screen reader can walk through, opened by two readers."""

import pytest
import typst

from cms.pdf import picture, prose, typeset
from tests import pdf


def a_document(**changes):
    data = {
        "title": "Monter une classe cirque",
        "kind": "Fiche projet",
        "language": "fr",
        "lead": "Un chapiteau dans la cour.",
        "facts": [["Niveaux", "CM1, CM2"]],
        "nodes": [
            prose.heading("Pourquoi ?"),
            *prose.nodes_of("<p>Un <b>texte</b>.</p><ul><li>un</li></ul>"),
            prose.table("Budget", ["Poste", "Montant"], [["Train", "620 €"]]),
            prose.steps([("Avant", "Écrire."), ("Après", "Raconter.")]),
            prose.notice("À noter", [prose.paragraph("Ceci.")]),
        ],
    }
    return data | changes


def test_a_document_has_title_language_and_tags():
    read = pdf.read(typeset("document", a_document()))

    assert (read.title, read.language, read.is_tagged) == ("Monter une classe cirque", "fr", True)
    assert {"H1", "H2", "P", "L", "LI", "Table", "TH"} <= read.tags
    assert "Raconter." in read.words


def test_the_words_of_a_table_keep_their_room_beside_its_figures():
    table = prose.table("Budget", ["Ce qui est payé", "Prix"], [["Un car pour la classe", "620"]])

    read = pdf.read(typeset("document", a_document(nodes=[table])))

    assert "Ce qui est payé Prix" in read.words
    assert "Un car pour la classe 620" in read.words


def test_a_column_of_sentences_shares_the_room_with_the_first():
    share = "40 % (10 établissements cibles de la période)"
    rows = [["Établissements cibles couverts", "4", share]]
    table = prose.table("Bilan", ["Indicateur", "Valeur", "Sur combien"], rows)

    read = pdf.read(typeset("document", a_document(nodes=[table])))

    assert table["words"] == [0, 2]
    assert "Établissements cibles" in read.words


def test_an_arabic_document_says_so():
    read = pdf.read(typeset("document", a_document(language="ar", title="ورقة مشروع")))

    assert read.language == "ar"


def test_a_picture_without_words_is_refused():
    image = {"kind": "image", "file": "a.svg", "alt": None, "caption": ""}
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'

    with pytest.raises(typst.TypstError):
        typeset("document", a_document(nodes=[image]), files={"a.svg": svg})
    assert typeset(
        "document", a_document(nodes=[image | {"alt": "Un carré."}]), files={"a.svg": svg}
    )


def test_a_page_can_be_a_picture():
    assert picture("document", a_document(), ppi=40).startswith(b"\x89PNG")
