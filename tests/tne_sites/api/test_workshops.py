"""Workshops as JSON: the finder's list, one workshop, registering by the same rules."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pydantic import TypeAdapter

from search.api_schemas import Things
from tests.tne_sites.factories import WorkshopFactory
from tests.tne_sites.views.test_finder import publish, titles
from tne_sites import links
from tne_sites.actions.change_workshop import cancel_workshop
from tne_sites.api.workshops import WorkshopOut
from tne_sites.domain.states import Mode, WorkshopState
from tne_sites.models import Registration, Workshop, WorkshopText

pytestmark = pytest.mark.usefixtures("aisne")
SECRET_LINK = "https://visio.example.org/zibeline"
SOMEBODY = {"name": "Nadia B.", "email": "nadia@example.org", "party": 2}
JSON = "application/json"


def ask(path: str, data: Any = None, *, method: str = "get", host: str = "aisne.") -> Any:
    client = Client(headers={"host": f"{host}trousse.localhost"})
    given = {} if data is None else {"data": data, "content_type": JSON}
    return getattr(client, method)(f"/api/v1/{path}", **given)


def register(workshop: Workshop, **changes: Any) -> Any:
    return ask(f"workshops/{workshop.key}/registrations", SOMEBODY | changes, method="post")


def bearer(row: Registration) -> str:
    return f"registrations/{links.token(row)}"


def test_the_list_is_that_of_the_finder(client) -> None:
    for number in range(3):
        publish(title=f"Atelier {number}", starts_in=timedelta(days=number + 1))
    WorkshopFactory(title="Brouillon", state=WorkshopState.DRAFT)

    found = TypeAdapter(Things).validate_json(ask("workshops").content)

    assert [item.title for item in found.items] == titles(client)
    assert ask(found.items[0].api_url.partition("/api/v1/")[2]).json()["title"] == "Atelier 0"


@pytest.mark.parametrize(
    ("query", "html"),
    [
        ("theme=safety", "?theme=safety"),
        ("commune=Laon+(02)", "?commune=Laon+(02)"),
        ("only_free=true", "?places=1"),
        ("q=tablette", "?q=tablette"),
        ("starts_until=2000-01-02T00:00:00Z", "?au=2000-01-02"),
    ],
)  # fmt: skip
def test_it_is_narrowed_as_the_finder(client, query: str, html: str) -> None:
    publish(title="Ici", themes=["safety"])
    publish(title="Là", description="Une tablette", commune_name="Soissons", capacity=None)

    assert [item["title"] for item in ask(f"workshops?{query}").json()["items"]] == titles(
        client, html
    )


def test_a_workshop_is_what_its_schema_says_without_the_link_to_join() -> None:
    workshop = publish(mode=Mode.BOTH, online_url=SECRET_LINK)
    WorkshopText.objects.create(workshop=workshop, language="ar", title="ورشة")

    answer = ask(f"workshops/{workshop.key}?locale=ar")

    found = TypeAdapter(WorkshopOut).validate_json(answer.content)
    assert (found.title, found.locale, found.places_left) == ("ورشة", "ar", 3)
    assert found.starts_at.utcoffset() is not None
    assert "zibeline" not in answer.content.decode()
    assert "/ar/" in found.url


def test_a_draft_is_nowhere_and_a_cancelled_one_says_so() -> None:
    draft, workshop = WorkshopFactory(state=WorkshopState.DRAFT), publish()
    cancel_workshop(workshop_id=workshop.pk, reason="La neige", at=workshop.changed_at)

    assert ask(f"workshops/{draft.key}").status_code == 404
    assert ask(f"workshops/{workshop.key}").json()["cancel_reason"] == "La neige"
    assert register(workshop).status_code == 409


def test_somebody_registers_and_their_link_comes_by_mail_alone() -> None:
    workshop = publish()

    answer = register(workshop, locale="en")

    row = Registration.objects.get()
    assert (answer.status_code, answer.json()) == (201, {"state": "confirmed", "token": None})
    assert (row.name, row.party, row.language) == ("Nadia B.", 2, "en")
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("fields", [{}, {"has_waiting_list": False}])
def test_a_full_workshop_tells_nobody_who_comes(fields: dict[str, Any]) -> None:
    workshop = publish(capacity=2, **fields)
    register(workshop)

    again = register(workshop)
    stranger = register(workshop, email="ali@example.org")

    assert again.status_code == stranger.status_code
    assert again.json().get("state") == stranger.json().get("state")
    assert again.json().get("detail") == stranger.json().get("detail")
    assert Registration.objects.get(email="nadia@example.org").state == "confirmed"


def test_without_an_address_the_token_comes_at_once() -> None:
    token = register(publish(), email="", phone="06 12 34 56 78").json()["token"]

    assert ask(f"registrations/{token}").json()["state"] == "confirmed"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"email": "nadia@"}, "email"),
        ({"email": ""}, "email"),
        ({"phone": "12"}, "phone"),
        ({"party": 300}, "party"),
        ({"party": 0}, "party"),
        ({"party": "deux"}, "party"),
        ({"locale": "xx"}, "locale"),
    ],
)
def test_a_mistake_is_said_field_by_field_and_nothing_is_written(changes: Any, field: str) -> None:
    answer = register(publish(), **changes)

    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["at"]
    assert not Registration.objects.exists()


def test_whoever_holds_the_token_sees_changes_and_leaves() -> None:
    workshop = publish(mode=Mode.ONLINE, online_url=SECRET_LINK)
    register(workshop)
    path = bearer(Registration.objects.get())

    seen = ask(path)
    changed = ask(path, {"party": 3, "needs": "Un siège"}, method="patch").json()
    too_many = ask(path, {"party": 4}, method="patch")
    left = ask(path, method="delete").json()
    again = ask(path, method="delete")

    assert (seen.json()["party"], seen.json()["online_url"]) == (2, SECRET_LINK)
    assert "no-store" in seen.headers["Cache-Control"]
    assert "nadia" not in seen.content.decode().lower()
    assert (changed["party"], changed["needs"]) == (3, "Un siège")
    assert (too_many.status_code, too_many.json()["code"]) == (409, "refused")
    assert (left["state"], left["online_url"], left["may_change"]) == ("cancelled", "", False)
    assert again.status_code == 409


def test_a_place_that_is_freed_is_offered_and_accepted() -> None:
    workshop = publish(capacity=2)
    register(workshop)
    assert register(workshop, email="ali@example.org").json()["state"] == "waiting"
    first, second = Registration.objects.order_by("pk")
    assert ask(bearer(second)).json()["position"] == 1

    ask(bearer(first), method="delete")
    accepted = ask(f"{bearer(second)}/accept", method="post")

    assert accepted.json()["state"] == "confirmed"
    assert ask(f"{bearer(first)}/accept", method="post").status_code == 409


def test_a_token_of_another_site_or_a_false_one_opens_nothing() -> None:
    register(publish())
    path = bearer(Registration.objects.get())

    assert ask(path, host="vosges.").status_code == 404
    assert ask("registrations/faux").status_code == 410
    assert ask(f"{path}x").status_code == 410


def test_one_network_does_not_register_without_end() -> None:
    workshop = publish(capacity=None)

    answers = [register(workshop, email=f"p{n}@example.org").status_code for n in range(61)]

    assert answers[-2:] == [201, 429]


def test_a_workshop_costs_the_same_whatever_it_is_translated_into() -> None:
    def cost(workshop: Workshop) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert ask(f"workshops/{workshop.key}").status_code == 200
        return len(queries)

    plain, translated = publish(), publish()
    for language in ("en", "ar"):
        WorkshopText.objects.create(workshop=translated, language=language, title=language)
    cost(plain)

    assert cost(plain) == cost(translated) <= 6
