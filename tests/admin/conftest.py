"""People of each role, signed in to the back office of a site."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants.context import enter
from tenants.models import Tenant
from tests.accounts.factories import UserFactory

NATIONAL, AISNE = "trousse.localhost", "aisne.trousse.localhost"
SCHEMAS = {NATIONAL: "national", AISNE: "tne_02"}


def person(kind: RoleKind, host: str) -> User:
    """Somebody with one role: on this site where the role is of one site, else everywhere."""
    user = UserFactory()
    tenant = Tenant.objects.get(schema_name=SCHEMAS[host])
    everywhere = {RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.AUDITOR}
    grant_role(user=user, kind=kind, tenant=None if kind in everywhere else tenant, by=None)
    return user


def signed_in(user: User, host: str) -> Client:
    client = Client(headers={"host": host})
    client.force_login(user)
    return client


@pytest.fixture
def at_desk(db) -> Callable[[RoleKind, str], Client]:
    """Return a browser of somebody with a role, on a site's back office."""

    def sit(kind: RoleKind, host: str = AISNE) -> Client:
        return signed_in(person(kind, host), host)

    return sit


@pytest.fixture
def coordinator(at_desk) -> Client:
    return at_desk(RoleKind.DEPARTMENT_COORDINATOR)


@pytest.fixture
def in_aisne(db):
    with enter("tne_02") as tenant:
        yield tenant
