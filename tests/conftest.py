"""What every test may use: a real PostgreSQL with three sites; no network."""

import os
import socket
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from hypothesis import HealthCheck, settings as patience

from tenants.context import enter
from tenants.models import Tenant
from tests.database import scratch_database

pytest_plugins = ["tests.plugins.outside"]

# A slow machine is no fault of the code.
patience.register_profile(
    "patient", patience(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
patience.load_profile("patient")

NATIONAL_HOST = "trousse.localhost"
AISNE_HOST, VOSGES_HOST = "aisne.trousse.localhost", "vosges.trousse.localhost"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker) -> Iterator[None]:
    name = f"trousse_test_{os.getpid()}"
    with django_db_blocker.unblock(), scratch_database(name):
        yield


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A copy of the template for one test that commits: schema work, races, crashes."""
    name = f"trousse_test_{os.getpid()}_own"
    with django_db_blocker.unblock(), scratch_database(name):
        yield


@pytest.fixture(autouse=True)
def clean_slate() -> Iterator[None]:
    """Every test starts in `public`, in French, with empty caches, whatever the one before did."""
    cache.clear()
    translation.deactivate()
    connection.set_schema_to_public()
    yield
    connection.set_schema_to_public()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this machine may be reached; a test that needs the outside is wrong."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family == socket.AF_UNIX or str(address[0]) in {"127.0.0.1", "::1", "localhost"}:
            return real(self, address)
        raise AssertionError(f"A test tried to reach {address}.")

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture
def national(db: None) -> Iterator[Tenant]:
    """The national site, entered."""
    with enter("national") as tenant:
        yield tenant


@pytest.fixture
def aisne(db: None) -> Iterator[Tenant]:
    """The site of Aisne, entered."""
    with enter("tne_02") as tenant:
        yield tenant


@pytest.fixture
def vosges(db: None) -> Tenant:
    """The site of Vosges, not entered."""
    return Tenant.objects.get(schema_name="tne_88")
