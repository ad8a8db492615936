"""Collections as visitors see them."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from campaigns.actions.advance import advance
from campaigns.domain.states import Actor, State
from campaigns.list_jobs import refresh_lists
from campaigns.models import Campaign
from tests.campaigns.factories import CampaignFactory, a_collection, give
from tests.territories.factories import SchoolFactory

pytestmark = pytest.mark.django_db
NATION = {"host": "trousse.localhost"}


@pytest.fixture
def visitor(national) -> Client:
    return Client(headers={"host": "trousse.localhost"})


def text_of(visitor: Client, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200, path
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u202f", " ").replace("\xa0", " "))


def titles(visitor: Client, query: str = "") -> set[str]:
    return {card["title"] for card in visitor.get(f"/collectes/{query}").context["cards"]}


def test_the_list_shows_open_collections_and_what_they_need(visitor) -> None:
    a_collection(title="Presque", raised=130_000)
    a_collection(title="Au début")
    a_collection(title="Bientôt finie", days=3)
    a_collection(title="Aidée", is_courte_echelle=True, theme="sport")
    CampaignFactory(title="Brouillon")
    a_collection(title="Échec", state=State.FAILED)

    assert titles(visitor) == {"Presque", "Au début", "Bientôt finie", "Aidée"}
    assert titles(visitor, "?besoin=nearly") == {"Presque"}
    assert titles(visitor, "?besoin=ending") == {"Bientôt finie"}
    assert titles(visitor, "?reste=to_500") == {"Presque"}
    assert titles(visitor, "?label=courte_echelle") == {"Aidée"}
    assert titles(visitor, "?theme=sport&theme=science&reste=more") == {
        "Aidée", "Au début", "Bientôt finie",
    }  # fmt: skip
    assert titles(visitor, "?departement=99") == set()


def test_a_result_of_a_search_says_how_far_a_collection_is(visitor) -> None:
    project = a_collection(title="Un potager partagé", raised=130_000, days=3)

    said = text_of(visitor, "/recherche/?q=potager")

    assert "Un <mark>potager</mark> partagé" in said
    assert '<progress value="' in said
    assert "3 jours" in said
    assert project.school.name in said


def test_who_reads_arabic_is_led_to_the_collection_in_arabic(visitor) -> None:
    project = a_collection(title="Un potager partagé")

    for path in ("/ar/collectes/", "/ar/recherche/?q=potager&langue=fr"):
        said = text_of(visitor, path)
        assert f'href="/ar/collectes/{project.slug}/"' in said
        assert re.search(r'<h\d lang="fr" dir="(auto|ltr)"><a href="/ar/collectes/', said)
    assert '<h1 lang="fr"' in text_of(visitor, f"/ar/collectes/{project.slug}/")


def test_a_gift_moves_a_collection_between_the_filters_at_once(visitor) -> None:
    campaign = a_collection(title="Presque", raised=10_000)
    assert titles(visitor, "?besoin=nearly") == set()

    give(campaign, 40_000)

    assert titles(visitor, "?besoin=nearly") == {"Presque"}


def test_those_that_succeeded_have_their_own_tab(visitor) -> None:
    a_collection(title="Faite", state=State.PAID, days=-3, opens_at=timezone.now() - timedelta(30))

    assert titles(visitor) == set()
    assert titles(visitor, "?etat=reussies") == {"Faite"}


@pytest.mark.parametrize(
    "query", ["?page=0", "?page=x", "?page=9999", "?tri=x", "?etat=x", "?theme=%00", "?q=%00'\"("]
)
def test_no_address_of_the_list_fails(visitor, query: str) -> None:
    a_collection()

    assert visitor.get(f"/collectes/{query}").status_code == 200
    assert visitor.get(f"/collectes/carte.svg{query}").status_code == 200


def test_the_list_makes_as_many_queries_whatever_its_length(visitor) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            visitor.get("/collectes/?tri=titre")
        return len(caught)

    a_collection()
    queries()
    few = queries()
    for number in range(8):
        a_collection(title=f"Projet {number}", raised=1000 * number)

    assert queries() == few
    assert few <= 20


def test_a_page_says_both_goals_what_is_missing_and_who_validated(visitor) -> None:
    campaign = a_collection(raised=45_000)

    page = text_of(visitor, f"/collectes/{campaign.slug}/")

    for words in ("450 €", "600 €", "1 500 €", "150 €", "Bus", "Une classe de CM2."):
        assert words in page, words
    assert campaign.structure.legal_name in page
    assert str(campaign.school) in page
    assert campaign.holder.email not in page
    assert str(campaign.holder) not in page


def test_a_page_makes_as_many_queries_whatever_was_raised(visitor) -> None:
    campaign = a_collection()
    path = f"/collectes/{campaign.slug}/"
    visitor.get(path)
    with CaptureQueriesContext(connection) as before:
        visitor.get(f"{path}?a")
    for _gift in range(3):
        give(campaign, 1000)
    with CaptureQueriesContext(connection) as after:
        visitor.get(f"{path}?b")

    assert len(after) == len(before)
    assert len(after) <= 20


@pytest.mark.parametrize("state", [State.DRAFT, State.EDITING, State.REJECTED, State.WITHDRAWN])
def test_what_was_never_published_has_no_page(visitor, state: State) -> None:
    campaign = a_collection(state=state)

    for name in ("", "code.svg", "affiche.pdf"):
        assert visitor.get(f"/collectes/{campaign.slug}/{name}").status_code == 404


@pytest.mark.parametrize("state", [state for state in State if state not in {
    "draft", "submitted", "changes_requested", "editing", "awaiting_validation", "rejected",
    "withdrawn",
}])  # fmt: skip
def test_every_public_state_has_its_page(visitor, state: State) -> None:
    campaign = a_collection(state=state, raised=45_000)

    assert visitor.get(f"/collectes/{campaign.slug}/").status_code == 200


def test_the_end_is_said_on_the_clock_of_the_school(visitor) -> None:
    school = SchoolFactory(uai="9740001H", department_id="974", commune=None)
    end = timezone.now().replace(hour=19, minute=59) + timedelta(days=20)
    campaign = a_collection(school=school, closes_at=end)

    page = text_of(visitor, f"/collectes/{campaign.slug}/")

    assert "23:59" in page


def test_sheets_to_print_are_tagged_and_lead_to_the_page(visitor) -> None:
    campaign = a_collection()

    for name in ("affiche.pdf", "papillons.pdf"):
        answer = visitor.get(f"/collectes/{campaign.slug}/{name}")
        reader = PdfReader(io.BytesIO(answer.content))
        assert answer["Content-Type"] == "application/pdf"
        assert "/StructTreeRoot" in reader.trailer["/Root"]
        assert campaign.slug in reader.pages[0].extract_text().replace("\n", "")
        assert len(reader.pages) == 1


def test_a_school_has_its_collections(visitor) -> None:
    campaign = a_collection(title="Ici")

    page = text_of(visitor, f"/collectes/ecole/{campaign.school_id}/")

    assert "Ici" in page
    assert visitor.get("/collectes/ecole/0000000A/").status_code == 404


def test_the_home_shows_those_that_end_first(visitor) -> None:
    a_collection(title="Finit demain", days=1)

    assert "Finit demain" in text_of(visitor, "/")


def test_a_state_that_moves_moves_the_catalogue(visitor, officer) -> None:
    campaign = a_collection(title="Arrêtée", raised=60_000)
    at = timezone.now()
    system = {"campaign_id": campaign.pk, "actor": Actor.SYSTEM, "by": None, "at": at}
    for action in ("start_closing", "close_at_deadline", "succeed"):
        advance(action, guard=lambda _campaign: None, **system)

    moved = Campaign.objects.get(pk=campaign.pk)
    assert titles(visitor) == set()
    assert titles(visitor, "?etat=reussies") == {"Arrêtée"}
    assert (moved.ended_at, moved.succeeded_at) == (at, at)


def test_the_last_week_begins_by_itself(visitor) -> None:
    campaign = a_collection(title="Bientôt", days=8)
    assert titles(visitor, "?besoin=ending") == set()
    later = timezone.now() + timedelta(days=1, hours=2)

    Campaign.objects.filter(pk=campaign.pk).update(closes_at=campaign.closes_at - timedelta(days=1))
    refresh_lists(later - timedelta(days=1))

    assert titles(visitor, "?besoin=ending") == {"Bientôt"}


def told(html: str) -> dict:
    """What a page says to engines, by type."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {one["@type"]: one for one in map(json.loads, found)}


def test_a_collection_says_to_engines_how_to_give_while_it_is_open(national, client):
    campaign = a_collection(title="Cinq jours au Vercors")
    place = f"/collectes/{campaign.slug}/"

    found = told(client.get(place, headers=NATION).text)
    Campaign.objects.update(state=State.SUCCEEDED)
    over = told(client.get(place, headers=NATION).text)

    page = found["WebPage"]
    assert page["potentialAction"]["target"].endswith(f"/dons/projet/{campaign.slug}/")
    assert page["about"]["sponsor"]["identifier"] == campaign.school.uai
    assert found["BreadcrumbList"]["itemListElement"][-1]["name"] == "Cinq jours au Vercors"
    assert "potentialAction" not in over["WebPage"]


def test_the_site_map_has_collections(national, client):
    campaign = a_collection(title="Cinq jours au Vercors")

    index = client.get("/sitemap.xml", headers=NATION).text
    found = client.get("/sitemap-campaigns-1.xml", headers=NATION).text

    assert "<loc>http://trousse.localhost/sitemap-campaigns-1.xml</loc>" in index
    assert f"<loc>http://trousse.localhost/collectes/{campaign.slug}/</loc>" in found
