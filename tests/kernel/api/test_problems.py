"""Refusals have the form of RFC 9457 wherever they come from."""

import json
from dataclasses import replace

import pytest
from django.test import Client

from config import api
from kernel.api.problems import KINDS

pytestmark = pytest.mark.django_db
HOST = {"host": "aisne.trousse.localhost"}


@pytest.mark.parametrize("path", ["/api/", "/api/v2/pages/", "/api/v1/nothing"])
def test_an_address_of_nobody_is_a_problem(path: str) -> None:
    answer = Client(headers=HOST).get(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not-found"


def test_codes_are_unique() -> None:
    assert len({kind.code for kind in KINDS}) == len(KINDS)


def test_too_many_requests_are_told_when_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "ANONYMOUS", replace(api.ANONYMOUS, per_caller=2))
    client = Client(headers=HOST)

    *_, answer = [client.get("/api/v1/departments") for _ in range(3)]

    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
    assert int(answer.headers["Retry-After"]) <= 60


def test_the_contract_is_served_and_names_its_version() -> None:
    contract = json.loads(Client(headers=HOST).get("/api/v1/openapi.json").content)

    assert contract["openapi"].startswith("3.1")
    assert contract["info"]["version"] == "1.0.0"
    assert "NewsPage" in contract["components"]["schemas"]
