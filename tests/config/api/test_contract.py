"""The contract is whole, is the one promised, and a break is noticed."""

import copy
import json
from typing import Any

import pytest
from django.test import Client

from config.contract import breaking, operations
from tools import contract


def test_it_is_the_one_that_was_written_down() -> None:
    new, old = contract.current(), contract.written()

    assert contract.is_other_version(old, new) or not breaking(old, new)
    assert contract.text_of(new) == contract.FILE.read_text(), "Run `make contract`."


def test_every_operation_has_a_name_words_and_refusals() -> None:
    found = list(operations(contract.current()))

    names = [operation["operationId"] for _path, _method, operation in found]
    assert len(set(names)) == len(names) > 30
    for path, method, operation in found:
        assert operation["summary"], path
        assert operation["description"], path
        problem = operation["responses"]["422"]["content"]
        assert list(problem) == ["application/problem+json"], path
        assert ("304" in operation["responses"]) is (method == "get"), path


def changed(change: Any) -> list[str]:
    old = contract.current()
    new = copy.deepcopy(old)
    change(new)
    return breaking(old, new)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda new: new["paths"].pop("/api/v1/menus"), "GET /api/v1/menus is gone."),
        (
            lambda new: new["components"]["schemas"]["ThingOut"]["properties"].pop("title"),
            "ThingOut.title is gone.",
        ),
        (
            lambda new: new["components"]["schemas"]["ThingOut"]["properties"]["title"].update(
                type="integer"
            ),
            "ThingOut.title has another type.",
        ),
        (
            lambda new: new["components"]["schemas"]["RegistrationIn"]["required"].append("phone"),
            "RegistrationIn.phone is compelled.",
        ),
        (
            lambda new: new["paths"]["/api/v1/things"]["get"]["parameters"].pop(0),
            "GET /api/v1/things: parameter q is gone.",
        ),
        (
            lambda new: new["paths"]["/api/v1/things"]["get"]["parameters"][0].update(
                required=True
            ),
            "GET /api/v1/things: parameter q is compelled.",
        ),
    ],
)
def test_what_would_break_a_front_end_is_named(change: Any, fault: str) -> None:
    assert changed(change) == [fault]


def test_what_only_adds_breaks_nothing() -> None:
    def more(new: dict[str, Any]) -> None:
        new["paths"]["/api/v1/new"] = new["paths"]["/api/v1/menus"]
        new["components"]["schemas"]["ThingOut"]["properties"]["more_still"] = {"type": "string"}

    assert changed(more) == []


@pytest.mark.usefixtures("db")
def test_it_is_served_by_every_site() -> None:
    for host in ("trousse.localhost", "aisne.trousse.localhost"):
        answer = Client(headers={"host": host}).get("/api/v1/openapi.json")
        assert json.loads(answer.content)["openapi"].startswith("3.1")
