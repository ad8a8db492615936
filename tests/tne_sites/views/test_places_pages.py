"""Structures and target schools, as visitors find them."""

from datetime import date

import pytest
from django.test import Client
from django.utils.html import strip_tags

from tests.conftest import AISNE_HOST, NATIONAL_HOST
from tests.tne_sites.places import OLD, laon, merged, school, structure, target

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": AISNE_HOST})


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_is_narrowed_by_kind_and_commune(aisne, visitor):
    laon()
    structure("Le Fil des mots")
    structure("Médiathèque des Remparts", kind="library")

    page = text(visitor.get("/structures/?genre=library&commune=02408"))

    assert "Médiathèque des Remparts" in page
    assert "Le Fil des mots" not in page


def test_what_the_team_keeps_to_itself_is_nowhere(aisne, visitor):
    hidden = structure("Service discret", is_public=False)
    shown = structure(contact_name="Zoé Secret", contact_email="zoe@example.org")

    pages = text(visitor.get("/structures/")) + text(visitor.get(f"/structures/{shown.pk}/"))

    assert "Service discret" not in pages
    assert "Zoé" not in pages
    assert "zoe@" not in pages
    assert visitor.get(f"/structures/{hidden.pk}/").status_code == 404


def test_a_merged_commune_is_named_with_that_of_today(aisne, visitor):
    merged()
    structure(commune_code=OLD)

    assert "Vieux-Bourg (Laon)" in text(visitor.get("/structures/"))


def test_the_list_stands_before_its_map(aisne, visitor):
    laon()
    structure()

    page = text(visitor.get("/structures/carte/"))
    drawing = visitor.get("/structures/carte.svg")

    assert page.index("Le Fil des mots") < page.index("carte.svg")
    assert drawing["Content-Type"].startswith("image/svg+xml")
    assert b">1</text>" in drawing.content


@pytest.mark.parametrize("path", ["/structures/", "/structures/carte/", "/ecoles/"])
@pytest.mark.parametrize("language", ["/en", "/ar", ""])
def test_the_lists_are_there_in_every_language(aisne, visitor, path, language):
    laon()
    structure()
    target()

    assert text(visitor.get(f"{language}{path}"))


@pytest.mark.parametrize("path", ["/structures/", "/ecoles/"])
def test_a_longer_list_makes_no_more_queries(aisne, visitor, path, django_assert_max_num_queries):
    def make(first: int, last: int) -> None:
        for number in range(first, last):
            structure(f"Structure {number}")
            target(29100 + number, name=f"École {number}")

    make(0, 3)
    visitor.get(path)
    with django_assert_max_num_queries(40) as few:
        visitor.get(path)
    make(3, 15)
    with django_assert_max_num_queries(40) as many:
        visitor.get(path)

    assert len(many) == len(few)


def test_a_school_that_closed_leaves_the_list_and_names_who_took_its_pupils(aisne, visitor):
    heir = school(29002, "École du Moulin")
    closed = target(29003, name="École des Saules", closed_on=date(2024, 7, 7), successor=heir)

    page = text(visitor.get(f"/ecoles/{closed.uai}/"))

    assert "École du Moulin" in page
    assert "École des Saules" not in text(visitor.get("/ecoles/"))


@pytest.mark.parametrize("code", ["0290001Z", "02", "%00", "x" * 200])
def test_a_code_that_is_no_target_is_not_found(aisne, visitor, code):
    assert visitor.get(f"/ecoles/{code}/").status_code == 404


def test_the_nation_has_no_such_pages(national):
    visitor = Client(headers={"host": NATIONAL_HOST})

    assert visitor.get("/structures/").status_code == 404
    assert visitor.get("/ecoles/").status_code == 404


def test_structures_and_schools_are_found_by_the_search(aisne, visitor):
    laon()
    structure("Le Fil des mots")
    target(name="École des Tilleuls")

    # The words that were asked for are marked.
    assert "Le Fil des mots" in strip_tags(text(visitor.get("/recherche/?q=fil+mots")))
    assert "École des Tilleuls" in strip_tags(text(visitor.get("/recherche/?q=tilleuls")))
