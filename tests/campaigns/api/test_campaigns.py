"""Collections as JSON: what their pages say, and nobody's name."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pydantic import TypeAdapter

from accounts.models import User
from campaigns.api.schemas import CampaignOut, Progress, UpdateList
from campaigns.api.statistics import Statistics
from campaigns.domain.states import State
from campaigns.models import Campaign, Update
from kernel.cursors import seal
from search.api_schemas import Things
from tests.campaigns.factories import CampaignFactory, a_collection, give

pytestmark = pytest.mark.usefixtures("national")
NATION = "trousse.localhost"


def read(path: str, host: str = NATION) -> Any:
    return Client(headers={"host": host}).get(f"/api/v1/{path}")


def tell(campaign: Campaign, title: str, days_ago: int) -> Update:
    at = timezone.now() - timedelta(days=days_ago)
    return Update.objects.create(
        campaign=campaign, title=title, text="Bravo.", author=campaign.holder, at=at
    )


def test_the_list_is_that_of_the_page(client) -> None:
    a_collection(title="Bientôt finie", days=3)
    a_collection(title="Aidée", theme="sport", is_courte_echelle=True)
    a_collection(title="Réussie", state=State.SUCCEEDED)
    CampaignFactory(title="Brouillon")
    html = client.get("/collectes/", headers={"host": NATION})

    answer = read("campaigns")

    TypeAdapter(Things).validate_json(answer.content)
    titles = [item["title"] for item in answer.json()["items"]]
    assert titles == [card["title"] for card in html.context["cards"]] == ["Bientôt finie", "Aidée"]
    assert [item["title"] for item in read("campaigns?theme=sport").json()["items"]] == ["Aidée"]
    over = read("campaigns?state=succeeded").json()["items"]
    assert [item["title"] for item in over] == ["Réussie"]


def test_one_says_what_its_page_says(client) -> None:
    campaign = a_collection(title="Cinq jours", raised=0)
    give(campaign, 12_345)

    answer = read(f"campaigns/{campaign.slug}")

    said = answer.json()
    TypeAdapter(CampaignOut).validate_json(answer.content)
    assert said == read(f"campaigns/{campaign.pk}").json()
    assert said["progress"]["raised_cents"] == 12_345
    assert said["progress"]["state"] == "open"
    assert said["school"]["uai"] == campaign.school.uai
    assert said["give_url"].endswith(f"/dons/projet/{campaign.slug}/")
    page = client.get(f"/collectes/{campaign.slug}/", headers={"host": NATION}).content.decode()
    assert all(part["title"] in page for part in said["story"])


def test_nobody_is_named(client) -> None:
    campaign = a_collection()
    User.objects.filter(pk=campaign.holder_id).update(first_name="Odile", last_name="Zwischen")

    words = read(f"campaigns/{campaign.slug}").content.decode()

    assert "Odile" not in words
    assert "Zwischen" not in words
    assert campaign.holder.email not in words


def test_the_list_leads_to_it() -> None:
    campaign = a_collection()

    (item,) = read("campaigns").json()["items"]

    assert item["api_url"] == f"http://{NATION}/api/v1/campaigns/{campaign.pk}"


def test_progress_alone_is_cheap_and_the_same() -> None:
    campaign = a_collection()
    give(campaign, 5_000)
    read(f"campaigns/{campaign.slug}/progress")

    with CaptureQueriesContext(connection) as asked:
        answer = read(f"campaigns/{campaign.slug}/progress")

    TypeAdapter(Progress).validate_json(answer.content)
    assert answer.json() == read(f"campaigns/{campaign.slug}").json()["progress"]
    assert len(asked) < 12


def test_progress_is_that_of_now_while_pages_are_kept(settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60
    campaign = a_collection()
    before = read(f"campaigns/{campaign.slug}/progress").json()["raised_cents"]

    give(campaign, 5_000)

    assert read(f"campaigns/{campaign.slug}/progress").json()["raised_cents"] == before + 5_000


def test_the_news_are_those_of_its_page(client) -> None:
    campaign = a_collection()
    tell(campaign, "Le car est réservé", 2)
    tell(campaign, "Nous y sommes", 1)
    html = client.get(f"/collectes/{campaign.slug}/", headers={"host": NATION})

    items = read(f"campaigns/{campaign.slug}/updates").json()["items"]

    titles = [row.title for row in html.context["updates"]]
    assert [one["title"] for one in items] == titles == ["Nous y sommes", "Le car est réservé"]


def test_news_come_the_newest_first_page_by_page() -> None:
    campaign = a_collection()
    for days in (3, 1, 2):
        tell(campaign, f"Il y a {days} jours", days)

    first = read(f"campaigns/{campaign.slug}/updates?limit=2")
    TypeAdapter(UpdateList).validate_json(first.content)
    rest = Client(headers={"host": NATION}).get(first.json()["next"].partition(NATION)[2]).json()

    titles = [row["title"] for row in [*first.json()["items"], *rest["items"]]]
    assert titles == ["Il y a 1 jours", "Il y a 2 jours", "Il y a 3 jours"]
    assert rest["next"] is None


@pytest.mark.parametrize("values", [["hier", 1], [1, 1], ["2026-01-01T00:00:00Z", "a"], [2**62]])
def test_a_cursor_of_another_list_is_refused(values: list[Any]) -> None:
    campaign = a_collection()

    answer = read(f"campaigns/{campaign.slug}/updates?cursor={seal(values)}")

    assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, ["query", "cursor"])


@pytest.mark.parametrize("path", ["", "/progress", "/updates"])
def test_what_is_not_published_is_nowhere(path: str) -> None:
    draft = CampaignFactory(title="Brouillon", slug="brouillon")

    assert read(f"campaigns/brouillon{path}").status_code == 404
    assert read(f"campaigns/{draft.pk}{path}").status_code == 404
    assert read(f"campaigns/jamais-vu{path}").status_code == 404


@pytest.mark.parametrize("path", ["campaigns", "campaigns/x", "statistics"])
def test_a_department_has_none(aisne, path: str) -> None:
    answer = read(path, "aisne.trousse.localhost")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"


def test_figures_are_those_of_the_page(client) -> None:
    a_collection(state=State.SUCCEEDED, raised=250_000, succeeded_at=timezone.now())
    a_collection(state=State.FAILED, theme="sport")
    a_collection()
    Campaign.objects.update(submitted_at=timezone.now(), published_at=timezone.now())
    Campaign.objects.exclude(state=State.PUBLISHED).update(ended_at=timezone.now())
    whole = client.get("/collectes/chiffres/", headers={"host": NATION}).context["whole"]

    answer = read("statistics?by=theme")

    said = answer.json()
    TypeAdapter(Statistics).validate_json(answer.content)
    assert said["figures"]["published"] == whole.published == 3
    assert said["figures"]["success_rate"] == whole.success_rate == 0.5
    assert said["figures"]["raised_cents"] == whole.raised_cents
    assert "sport" in {group["value"] for group in said["groups"]}
    assert read("statistics?year=1999").status_code == 422
    assert read("statistics?year=2001").status_code == 404
