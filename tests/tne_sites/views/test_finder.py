"""The list of workshops: what it finds, what it says, and that its cost does not grow."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.workshops import hour
from tenants.context import enter
from tests.tne_sites.factories import WorkshopFactory
from tne_sites import finder
from tne_sites.actions.change_workshop import change_workshop, publish_workshop
from tne_sites.domain.states import WorkshopState
from tne_sites.models import Workshop, WorkshopText

pytestmark = pytest.mark.django_db
AISNE = {"host": "aisne.trousse.localhost"}
NATIONAL = {"host": "trousse.localhost"}


def publish(**fields) -> Workshop:
    """A workshop of tomorrow, published as staff do it."""
    start = timezone.now() + fields.pop("starts_in", timedelta(days=1))
    row = WorkshopFactory(state=WorkshopState.DRAFT, published_at=None, starts_at=start, **fields)
    return publish_workshop(workshop_id=row.pk, at=timezone.now())


def titles(client: Client, query: str = "", host=None) -> list[str]:
    response = client.get(f"/ateliers/{query}", headers=host or AISNE)
    assert response.status_code == 200, response.status_code
    return [row.title for row in response.context["rows"]]


def test_workshops_come_by_date_and_past_ones_leave(aisne, client) -> None:
    publish(title="Demain")
    publish(title="Après", starts_in=timedelta(days=3))
    publish(title="Maintenant", starts_in=timedelta(minutes=-30))
    past = publish(title="Hier")
    an_hour_ago = timezone.now() - timedelta(hours=1)
    fields = {"starts_at": an_hour_ago - timedelta(hours=2), "ends_at": an_hour_ago}
    change_workshop(workshop_id=past.pk, fields=fields, at=timezone.now())

    assert titles(client) == ["Maintenant", "Demain", "Après"]


def test_a_result_of_a_search_says_how_many_places_are_left(aisne, client) -> None:
    publish(title="Apprivoiser les écrans", capacity=12)

    said = client.get("/recherche/?q=apprivoiser", headers=AISNE).content.decode()

    assert "12 places restantes" in said.replace("\xa0", " ").replace("\u202f", " ")


def test_a_workshop_is_found_by_the_new_name_of_its_organiser(aisne, client) -> None:
    organiser = publish(title="Écrans").organiser

    organiser.name = "Maison des marronniers"
    organiser.save()

    assert titles(client, "?q=marronniers") == ["Écrans"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?commune=Laon+(02)", ["Ici"]),
        ("?langue=ar", ["Là"]),
        ("?theme=safety", ["Ici"]),
        ("?public=parents", ["Là"]),
        ("?acces=step_free", ["Ici"]),
        ("?type=seminar", ["Là"]),
        ("?q=tablette", ["Là"]),
        ("?places=1", ["Là"]),
        ("?du=2000-01-01&au=2000-01-02", []),
        ("?theme=rien", []),
    ],
)
def test_a_choice_narrows_the_list(aisne, client, query: str, expected: list[str]) -> None:
    publish(
        title="Ici",
        themes=["safety"],
        amenities=["step_free"],
        closed_at=timezone.now(),
        commune_name="Laon",
    )
    publish(
        title="Là",
        kind="seminar",
        languages=["ar"],
        audiences=["parents"],
        summary="La tablette à la maison",
        commune_name="Guise",
        commune_code="02361",
    )

    assert titles(client, query) == expected


@pytest.mark.parametrize("view", ["agenda", "carte", "liste", "autre"])
def test_list_agenda_and_map_show_the_same_workshops(aisne, client, view: str) -> None:
    publish(title="Une carte", latitude=49.56, longitude=3.62)
    publish(title="Sans point")

    html = client.get(f"/ateliers/?vue={view}", headers=AISNE).content.decode()

    assert "Une carte" in html
    assert "Sans point" in html


def test_the_map_draws_the_numbers_of_the_list(aisne, client) -> None:
    publish(latitude=49.56, longitude=3.62)

    response = client.get("/ateliers/carte.svg", headers=AISNE)

    assert response["Content-Type"] == "image/svg+xml"
    assert ">1</text>" in response.content.decode()


def test_a_date_that_cannot_be_read_is_said_and_kept(aisne, client) -> None:
    html = client.get("/ateliers/?du=31/02/2027", headers=AISNE).content.decode()

    assert 'value="31/02/2027"' in html
    assert 'aria-invalid="true"' in html


def test_the_last_day_of_a_period_is_that_of_the_site(aisne) -> None:
    aisne.code = "971"

    asked = finder.read(QueryDict("du=2026-12-01&au=2026-12-02"), at=timezone.now())

    night = datetime(2026, 12, 3, 1, tzinfo=UTC)  # 21:00 on the 2nd in Guadeloupe
    assert asked.query.starts_from == datetime(2026, 12, 1, 4, tzinfo=UTC)
    assert night < asked.query.starts_until < night + timedelta(hours=3)


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?page=9999999999", f"?page={1:05000}", "?page=40"]
)
def test_a_page_that_does_not_exist_is_not_found(aisne, client, query: str) -> None:
    assert client.get(f"/ateliers/{query}", headers=AISNE).status_code == 404


def test_the_list_costs_the_same_for_two_and_twenty_workshops(aisne, client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as made:
            titles(client, "?places=")
        return len(made)

    publish()
    publish()
    queries()
    few = queries()
    for _ in range(18):
        publish()

    assert queries() == few


def test_the_national_finder_finds_all_departments_and_remembers_mine(aisne, client) -> None:
    publish(title="Dans l’Aisne")
    with enter("tne_88"):
        publish(title="Dans les Vosges")

    assert titles(client, host=NATIONAL) == ["Dans l’Aisne", "Dans les Vosges"]
    assert titles(client, "?departement=88", NATIONAL) == ["Dans les Vosges"]
    client.post("/ateliers/mon-departement/", {"departement": "02"}, headers=NATIONAL)
    assert client.cookies["departement"].value == "02"
    assert titles(client, host=NATIONAL) == ["Dans l’Aisne"]
    assert len(titles(client, "?departement=tous", NATIONAL)) == 2
    client.post("/ateliers/mon-departement/", {"departement": ""}, headers=NATIONAL)
    assert len(titles(client, host=NATIONAL)) == 2


def test_a_department_that_is_none_is_not_remembered(national, client) -> None:
    client.post("/ateliers/mon-departement/", {"departement": "<b>"}, headers=NATIONAL)

    assert not client.cookies["departement"].value


def test_the_page_of_a_workshop_says_everything_but_the_link_to_join(aisne, client) -> None:
    workshop = publish(
        mode="both", online_url="https://visio.example/secret", description="Deux heures ensemble."
    )

    response = client.get(f"/ateliers/{workshop.pk}/", headers=AISNE, follow=True)
    html = response.content.decode()

    assert response.status_code == 200
    assert "Deux heures ensemble." in html
    assert "visio.example" not in html
    assert '"@type": "Event"' in html


def test_a_draft_is_seen_by_nobody(aisne, client) -> None:
    draft = WorkshopFactory(state=WorkshopState.DRAFT)

    for path in ("", f"{draft.slug}/", "agenda.ics", "affiche.pdf", f"{draft.slug}/inscription/"):
        assert client.get(f"/ateliers/{draft.pk}/{path}", headers=AISNE).status_code == 404


def test_an_arabic_page_has_the_arabic_words(aisne, client) -> None:
    workshop = publish()
    WorkshopText.objects.create(workshop=workshop, language="ar", title="ورشة للآباء")

    response = client.get(f"/ar/ateliers/{workshop.pk}/{workshop.slug}/", headers=AISNE)

    assert "ورشة للآباء" in response.content.decode()
    assert 'dir="rtl"' in response.content.decode()


def test_guadeloupe_reads_its_own_clock(aisne, client) -> None:
    workshop = publish(time_zone_name="America/Guadeloupe")

    html = client.get(f"/ateliers/{workshop.pk}/{workshop.slug}/", headers=AISNE).content.decode()

    assert hour(workshop.local_start) in html
    assert workshop.time_zone_name != settings.TIME_ZONE


def test_the_square_of_paper_shows_the_day_of_the_place(aisne, client) -> None:
    now = timezone.now()
    night = (now + timedelta(days=9)).replace(hour=1)  # UTC; still the evening before overseas
    workshop = publish(time_zone_name="America/Guadeloupe", starts_in=night - now)

    html = client.get("/ateliers/", headers=AISNE).content.decode()

    assert f"<b>{workshop.local_start.day}</b>" in html
    assert workshop.local_start.day != night.day


def test_a_reader_of_arabic_stays_in_arabic(aisne, client) -> None:
    workshop = publish(title="Sans traduction")

    listed = client.get("/ar/ateliers/", headers=AISNE).content.decode()
    page = client.get(f"/ar/ateliers/{workshop.pk}/{workshop.slug}/", headers=AISNE)
    html = page.content.decode()

    path = f"/ar/ateliers/{workshop.pk}/{workshop.slug}/"
    assert f'href="{path}"' in listed
    for more in ("/ar/recherche/?q=traduction", "/ar/recherche/suggestions/?q=sans%20trad"):
        assert path in client.get(more, headers=AISNE).text
    found = client.get("/api/v1/things?q=traduction&locale=ar", headers=AISNE).json()
    assert found["items"][0]["url"].endswith(path)
    assert '<h1 lang="fr" dir="auto">Sans traduction</h1>' in html
    assert f'rel="canonical" href="http://{AISNE["host"]}' in html
    assert "/ar/ateliers" not in html.partition('rel="canonical"')[2][:120]
