"""Schemathesis asks the whole contract what it says, and what it does not: all checks, no 5xx."""

import os
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case, HookContext

from kernel import ratelimit
from kernel.ratelimit import CacheCounter
from tenants.context import enter
from tests.resources.factories import make_kit, make_sheet, make_video
from tests.tne_sites.factories import StructureFactory
from tests.tne_sites.views.test_finder import publish

EXAMPLES = int(os.environ.get("API_FUZZ_EXAMPLES", "12"))
HOST = {"Host": "aisne.trousse.localhost"}
# Right in form, and yet true of nothing: a cursor is what a list gave, a field what an answer has.
MADE_UP = ("cursor", "fields")


@pytest.fixture
def contract(national: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The contract as it is served, over a site where there is something of most kinds."""
    monkeypatch.setattr(CacheCounter, "add", lambda *_args, **_more: 0)
    before = ratelimit.use(CacheCounter())
    make_kit("Mallette", make_video())
    make_sheet()
    with enter("tne_02"):
        publish(title="Atelier", starts_in=timedelta(days=2))
        StructureFactory()
    served = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", get_wsgi_application(), headers=HOST
    )
    served.hook(map_query)
    yield served
    ratelimit.use(before)


def map_query(_context: HookContext, query: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in (query or {}).items() if name not in MADE_UP}


schema = schemathesis.pytest.from_fixture("contract")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_contract_is_kept_whatever_is_asked(case: Case) -> None:
    case.call_and_validate(headers=HOST)
