"""Structures and schools as JSON: the lists of a department."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pydantic import TypeAdapter

from tenants.context import enter
from tests.tne_sites.factories import StructureFactory, WorkshopFactory
from tests.tne_sites.places import laon, school, target
from tne_sites.api.places import SchoolList, StructureList
from tne_sites.place_documents import StructureSource

pytestmark = pytest.mark.usefixtures("aisne")


def read(path: str, host: str = "aisne.trousse.localhost") -> Any:
    return Client(headers={"host": host}).get(f"/api/v1/{path}")


def names(answer: Any) -> list[str]:
    return [item["name"] for item in answer.json()["items"]]


def test_structures_are_those_of_the_page_with_public_contacts_alone(client) -> None:
    shown = StructureFactory(
        name="MJC", commune_code=laon().code, contact_email="prive@example.org", contact_name="Zoé"
    )
    StructureFactory(name="Cachée", is_public=False)
    html = client.get("/structures/", headers={"host": "aisne.trousse.localhost"})

    answer = read("structures")

    TypeAdapter(StructureList).validate_json(answer.content)
    assert names(answer) == [row.structure.name for row in html.context["rows"]] == ["MJC"]
    assert "prive" not in answer.content.decode()
    one = read(f"structures/{shown.pk}").json()
    assert (one["commune"], one["latitude"], one["email"]) == ("Laon", 49.56, shown.email)


def test_structures_are_narrowed_and_go_on() -> None:
    for number in range(3):
        StructureFactory(name=f"Bibliothèque {number}", kind="library")
    hidden = StructureFactory(is_public=False)

    first = read("structures?kind=library&limit=2")
    second = read(first.json()["next"].partition("/api/v1/")[2])

    assert names(first) + names(second) == [f"Bibliothèque {number}" for number in range(3)]
    assert read(f"structures/{hidden.pk}").status_code == 404


def test_schools_are_the_target_schools(client) -> None:
    target(29001)
    school(29002)
    html = client.get("/ecoles/", headers={"host": "aisne.trousse.localhost"})

    answer = read("schools")

    TypeAdapter(SchoolList).validate_json(answer.content)
    shown = html.context["page_of_list"].object_list
    assert [item["uai"] for item in answer.json()["items"]] == [row.uai for row in shown]
    uai = answer.json()["items"][0]["uai"]
    assert read(f"schools/{uai.lower()}").json()["uai"] == uai
    assert read("schools/0020000X").status_code == 404


@pytest.mark.parametrize("path", ["structures", "schools", "structures/1", "schools/0020000X"])
def test_the_national_site_has_neither(path: str) -> None:
    assert read(path, "trousse.localhost").status_code == 404


@pytest.mark.parametrize("query", ["cursor=x", "cursor=WyJhIl0", "cursor=Wy0xXQ", "limit=0"])
def test_a_wrong_query_is_said(query: str) -> None:
    assert read(f"structures?{query}").status_code == 422


def test_a_list_costs_the_same_for_two_and_for_ten() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert read("structures").status_code == 200
        return len(queries)

    for _ in range(2):
        StructureFactory(commune_code=laon().code)
    cost()
    few = cost()
    for _ in range(8):
        StructureFactory(commune_code=laon().code)

    assert cost() == few


def test_who_organises_for_the_nation_has_no_page_and_is_not_found() -> None:
    with enter("national"):
        row = StructureFactory(name="Trousse")
        workshop = WorkshopFactory(organiser=row)

        found = list(StructureSource().documents([str(row.pk)]))

    assert (found, StructureSource().count()) == ([], 0)
    told = read(f"workshops/{workshop.key}", "trousse.localhost").json()
    assert told["organiser"] == {"id": None, "name": "Trousse"}
