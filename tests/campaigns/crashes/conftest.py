"""A database in which what is committed stays: for acts that a process or a server dies in."""

import os

import pytest

from campaigns.models.checking import faults
from campaigns.payments.sandbox import KEY, SECRET
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.database import scratch_database


@pytest.fixture(scope="module")
def ground(request, django_db_setup, django_db_blocker):
    """A database of its own for each file."""
    name = f"trousse_test_{os.getpid()}_{request.module.__name__.rsplit('_', 1)[-1]}"
    with django_db_blocker.unblock(), scratch_database(name):
        with enter("national"):
            load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
        yield


@pytest.fixture
def till(ground, sandbox, settings, bank, monkeypatch):
    # Each gift in a transaction of its own: a process dies between any two of them.
    monkeypatch.setattr("campaigns.actions.run_settlement.BATCH", 1)
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRETS = KEY, [SECRET]
    settings.STRIPE_ADDRESS = sandbox.address
    with enter("national"):
        yield sandbox
        assert list(faults()) == []
