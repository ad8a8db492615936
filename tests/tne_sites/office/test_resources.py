"""National resources: adopted by name, arranged, annotated, followed."""

import re

import pytest
from django.test import Client

from search import registry
from search.registry import Document, Facet, Home
from tenants.context import enter
from tests.conftest import AISNE_HOST
from tne_sites.models import Adoption

pytestmark = pytest.mark.django_db
URL = "/admin/territoire/ressources/"


class Shelf:
    """What the nation publishes in these tests."""

    name = "shelf"
    things: dict[str, str]

    def __init__(self) -> None:
        self.things = {}

    def count(self) -> int:
        return len(self.things)

    def documents(self, keys=None):
        for key, summary in self.things.items():
            if keys is None or key in keys:
                yield Document(
                    key=key,
                    language="fr",
                    kind="resource",
                    title=f"Ressource {key}",
                    url=f"/ressources/{key}/",
                    summary=summary,
                    facets={Facet.AUDIENCE: ["teachers"] if key == "prof" else []},
                )


@pytest.fixture
def shelf(db):
    source = registry.register(Shelf(), home=Home.NATIONAL)
    yield source
    registry.forget("shelf")


def publish(shelf: Shelf, **things: str) -> None:
    shelf.things |= things
    with enter("national"):
        registry.refresh_many("shelf", list(things))


def withdraw(shelf: Shelf, key: str) -> None:
    del shelf.things[key]
    with enter("national"):
        registry.withdraw("shelf", key)


def adopt(desk: Client, *keys: str) -> None:
    for key in keys:
        desk.post(f"{URL}adopter/", {"source": "shelf", "key": key})


def seen_by_visitors(prefix: str = "") -> str:
    page = Client(headers={"host": AISNE_HOST}).get(f"{prefix}/mon-territoire/")
    assert page.status_code == 200
    return page.content.decode()


def test_what_is_adopted_shows_on_the_territory_page(desk, shelf):
    publish(shelf, un="Un premier texte.", deux="Un second.")

    adopt(desk, "un", "un")

    assert Adoption.objects.count() == 1
    assert "Ressource un" in seen_by_visitors()
    assert "Ressource deux" not in seen_by_visitors()


@pytest.mark.parametrize("prefix", ["/en", "/ar"])
def test_what_is_in_another_language_than_the_page_says_so(desk, shelf, prefix):
    publish(shelf, un="Un premier texte.")

    adopt(desk, "un")

    assert re.search('<h3><a href="[^"]+">Ressource un</a></h3><p>Un premier', seen_by_visitors())
    assert re.search(
        '<h3 lang="fr" dir="ltr"><a href="[^"]+">Ressource un</a></h3><p lang="fr" dir="ltr">Un',
        seen_by_visitors(prefix),
    )


def test_a_pin_a_note_and_an_order_are_those_of_the_department(desk, shelf):
    publish(shelf, un="a", deux="b", trois="c")
    adopt(desk, "un", "deux", "trois")
    un, deux, trois = Adoption.objects.order_by("position")

    desk.post(
        URL,
        {
            f"{un.pk}-position": "3",
            f"{deux.pk}-position": "1",
            f"{deux.pk}-is_hidden": "on",
            f"{trois.pk}-position": "9",
            f"{trois.pk}-is_pinned": "on",
            f"{trois.pk}-note": "À lire avant la rentrée.",
        },
    )

    page = seen_by_visitors()
    assert page.index("Ressource trois") < page.index("Ressource un")
    assert "Ressource deux" not in page
    assert "À lire avant la rentrée." in page


def test_a_change_at_the_source_is_seen_until_somebody_looks(desk, shelf):
    publish(shelf, un="Un premier texte.")
    adopt(desk, "un")
    assert not desk.get(URL).context["has_changes"]

    publish(shelf, un="Un texte corrigé.")

    assert desk.get(URL).context["has_changes"]
    desk.post(f"{URL}vu/")
    assert not desk.get(URL).context["has_changes"]


def test_what_the_nation_withdraws_disappears(desk, shelf):
    publish(shelf, un="Un texte.")
    adopt(desk, "un")

    withdraw(shelf, "un")

    assert "Ressource un" not in seen_by_visitors()
    assert desk.get(URL).context["rows"][0].card is None


def test_only_what_the_nation_publishes_can_be_adopted(desk, shelf):
    adopt(desk, "néant")

    assert not Adoption.objects.exists()


def test_professionals_do_not_see_what_speaks_to_parents_alone(desk, shelf):
    publish(shelf, prof="Pour les enseignants.", tous="Pour tous.")
    adopt(desk, "prof", "tous")

    page = Client(headers={"host": AISNE_HOST}).get("/professionnels/").content.decode()

    assert "Ressource prof" in page
    assert "Ressource tous" in page


def test_more_resources_make_no_more_queries(desk, shelf, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(70) as counted:
            assert desk.get(URL).status_code == 200
        return len(counted)

    publish(shelf, **{f"r{number}": "texte" for number in range(12)})
    adopt(desk, "r0", "r1")
    queries()
    few = queries()
    adopt(desk, *(f"r{number}" for number in range(2, 10)))

    assert queries() == few


def test_a_wrong_position_loses_nothing(desk, shelf):
    publish(shelf, un="a")
    adopt(desk, "un")
    pk = Adoption.objects.get().pk

    answer = desk.post(URL, {f"{pk}-position": "premier", f"{pk}-note": "Un mot gardé."})

    assert answer.status_code == 422
    assert "Un mot gardé." in answer.content.decode()
