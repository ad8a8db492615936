"""Laon among the communes, and somebody of the department's team signed in."""

import pytest
from django.test import Client

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from territories.actions.load_reference_data import SOURCES, load_reference_data
from territories.models import Commune
from tests.accounts.factories import UserFactory
from tests.territories.factories import CommuneFactory

AISNE = {"host": "aisne.trousse.localhost"}


@pytest.fixture
def laon(aisne) -> Commune:
    """The departments as shipped, and one commune of Aisne."""
    load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])
    return CommuneFactory(code="02408", name="Laon", latitude=49.56, longitude=3.62)


@pytest.fixture
def team(aisne) -> Client:
    return signed_in(RoleKind.DEPARTMENT_COORDINATOR, aisne)


def signed_in(kind: RoleKind, tenant) -> Client:
    user = UserFactory()
    grant_role(user=user, kind=kind, tenant=tenant, by=None)
    client = Client(headers=AISNE)
    client.force_login(user)
    return client
