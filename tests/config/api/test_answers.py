"""What every answer of the API has: origins, HEAD, refusals in one form."""

from typing import Any

import pytest
from django.test import Client

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from tenants.context import enter
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.usefixtures("aisne")
FRONT = "https://front.example.org"


def ask(method: str = "get", path: str = "site", **headers: str) -> Any:
    client = Client(headers={"host": "aisne.trousse.localhost", **headers})
    return getattr(client, method)(f"/api/v1/{path}")


def test_an_origin_of_the_list_may_read_and_no_other(settings) -> None:
    settings.API_CORS_ORIGINS = [FRONT]

    known, other = ask(origin=FRONT), ask(origin="https://autre.example.org")

    assert known.headers["Access-Control-Allow-Origin"] == FRONT
    assert "ETag" in known.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in other.headers
    assert "Access-Control-Allow-Credentials" not in known.headers
    assert "Origin" in other.headers["Vary"]


def test_a_browser_asks_first(settings) -> None:
    settings.API_CORS_ORIGINS = ["*"]

    answer = ask("options", origin=FRONT, access_control_request_method="PATCH")

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]


def test_head_has_the_headers_of_get() -> None:
    head, get = ask("head"), ask()

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("post", "site", 405, "wrong-method"),
        ("get", "rien", 404, "not-found"),
        ("put", "pages/1", 405, "wrong-method"),
    ],
)
def test_a_refusal_has_one_form(method: str, path: str, status: int, code: str) -> None:
    answer = ask(method, path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert bool(answer.headers.get("Allow")) is (status == 405)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("", "Saisissez un nombre entier."),
        ("fr-FR,fr;q=0.9", "Saisissez un nombre entier."),
        ("en", "Enter a whole number."),
        ("ar", "أدخل رقما صحيحا."),
    ],
)
def test_a_refusal_is_said_in_the_language_of_the_caller(asked: str, message: str) -> None:
    answer = ask(path="pages?limit=x", accept_language=asked)

    assert answer.json()["errors"][0]["message"] == message
    assert answer.headers["Content-Language"] == (asked[:2] or "fr")
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("body", "at"),
    [({}, ["body", "page"]), ({"page": 1, "hours": 0}, ["body", "hours"])],
)
def test_a_mistake_is_told_where_the_caller_wrote_it(body: dict[str, int], at: list[str]) -> None:
    client = Client(headers={"host": "aisne.trousse.localhost"})

    answer = client.post("/api/v1/previews", body, content_type="application/json")

    assert [error["at"] for error in answer.json()["errors"]] == [at]


@pytest.mark.parametrize("path", ["things", "menus", "pages", "suggestions"])
def test_an_answer_says_the_language_of_its_words(path: str) -> None:
    said = {code: ask(path=f"{path}?locale={code}").headers for code in ("fr", "ar")}

    assert {code: found["Content-Language"] for code, found in said.items()} == {
        "fr": "fr", "ar": "ar",
    }  # fmt: skip


def test_one_kept_answer_serves_everybody(settings) -> None:
    settings.PAGE_CACHE_SECONDS = 60

    for _ in ("made", "kept"):
        vary = ask().headers["Vary"].split(", ")

        assert sorted(vary) == ["Authorization", "Origin"]


def test_no_cookie_is_set_and_none_is_heard() -> None:
    # The site's own pages would send this person to add a second factor.
    user = UserFactory()
    with enter("national"):
        grant_role(user=user, kind=RoleKind.NATIONAL_ADMINISTRATOR, tenant=None, by=None)
    client = Client(headers={"host": "aisne.trousse.localhost"})
    client.force_login(user)

    answer = client.get("/api/v1/site")

    assert (answer.status_code, answer.json()) == (200, ask().json())
    assert not answer.cookies
    assert "Cookie" not in answer.headers["Vary"]
