"""Schemathesis asks the whole contract what it says, and what it does not: all checks, no 5xx."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.test.client import ClientHandler
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case, HookContext

from accounts.actions.manage_api_key import create_api_key
from accounts.models import ApiScope
from kernel import ratelimit
from kernel.ratelimit import CacheCounter
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.accounts.factories import UserFactory
from tests.campaigns.factories import a_collection
from tests.cms.factories import make_news
from tests.tne_sites.factories import StructureFactory
from tests.tne_sites.views.test_finder import publish
from tools import contract

EXAMPLES = int(os.environ.get("API_FUZZ_EXAMPLES", "8"))
AISNE, NATION = "aisne.trousse.localhost", "trousse.localhost"
# Whom they ask, and with a key of which scope: nobody's on both kinds of sites, then one of each.
CALLERS = [(AISNE, ""), (NATION, ""), *((NATION, scope) for scope in ApiScope.values)]
NAMED = ("regions.csv", "holiday_zones.csv", "academies.csv", "departments.csv")
# Right in form, and yet true of nothing: a cursor is what a list gave, a field what an answer has.
# Their refusals have their own tests.
MADE_UP = ("cursor", "fields")


def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """The product, inside the test's own transaction."""
    answer = ClientHandler(enforce_csrf_checks=False)({"REMOTE_ADDR": "127.0.0.1", **environ})
    start(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
    return [answer.content]


@pytest.fixture(autouse=True)
def something_of_most_kinds(national: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Rows to be found, and no pace to keep."""
    monkeypatch.setattr(CacheCounter, "add", lambda *_args, **_more: 0)
    before = ratelimit.use(CacheCounter())
    load_reference_data([source for source in SOURCES if source.name in NAMED])
    with enter("tne_02"):
        publish(title="Atelier", starts_in=timedelta(days=2))
        StructureFactory()
        make_news("Une nouvelle")
    a_collection()
    yield
    ratelimit.use(before)


def contract_without_what_is_made_up() -> dict[str, Any]:
    written: dict[str, Any] = contract.written()
    for path in written["paths"].values():
        for operation in path.values():
            asked = operation.get("parameters", [])
            operation["parameters"] = [one for one in asked if one["name"] not in MADE_UP]
    return written


# A token in the right form that we never gave is told as a link that is no longer good: 410.
ANSWERS = ["2xx", "3xx", "401", "403", "404", "409", "410", "429", "5xx"]
CONFIG = schemathesis.Config.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": ANSWERS}}}
)
schema = schemathesis.openapi.from_dict(contract_without_what_is_made_up(), config=CONFIG)
schema.app = application


@schema.hook
def filter_query(_context: HookContext, query: Any) -> bool:
    """Leave out a query that is no list of names: no client can write one."""
    return query is None or (isinstance(query, dict) and all(query))


@pytest.fixture
def callers(national: Any) -> list[dict[str, str]]:
    """The headers of each caller; a key has its scope alone."""
    whole = {"name": "Essai", "schemas": [], "expires_at": None, "by": UserFactory()}
    return [
        {"Host": host}
        | (
            {"Authorization": f"Bearer {create_api_key(scopes=[scope], **whole).secret}"}
            if scope
            else {}
        )
        for host, scope in CALLERS
    ]


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_contract_is_kept_whatever_is_asked(case: Case, callers: list[dict[str, str]]) -> None:
    for headers in callers:
        case.call_and_validate(headers=headers)
