"""People with roles, and a browser on each site."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants.models import Mail, Tenant
from tests.accounts.factories import UserFactory

NATIONAL, AISNE, VOSGES = "trousse.localhost", "aisne.trousse.localhost", "vosges.trousse.localhost"


def browser(host: str = NATIONAL, **extra: object) -> Client:
    """Return a browser on one site; its cookies are those of the platform."""
    return Client(headers={"host": host, "user-agent": "Firefox"}, **extra)


def moved_to(client: Client, host: str) -> Client:
    """Return the same browser, looking at another site."""
    other = browser(host)
    other.cookies = client.cookies
    return other


def links_in(mail: Mail) -> list[str]:
    """Return the paths of our own pages in a message."""
    return re.findall(r"https?://[^\s/]+(/\S+)", mail.text)


@pytest.fixture
def aisne_site(db) -> Tenant:
    return Tenant.objects.get(schema_name="tne_02")


@pytest.fixture
def vosges_site(db) -> Tenant:
    return Tenant.objects.get(schema_name="tne_88")


@pytest.fixture
def national_site(db) -> Tenant:
    return Tenant.objects.national()


@pytest.fixture
def person(db) -> User:
    return UserFactory()


@pytest.fixture
def with_role(db) -> Callable[..., User]:
    """Make somebody who has a role, rights included."""

    def make(kind: RoleKind, tenant: Tenant | None = None, **fields: object) -> User:
        user = UserFactory(**fields)
        grant_role(user=user, kind=kind, tenant=tenant, by=None)
        return user

    return make


@pytest.fixture
def coordinator(with_role, aisne_site) -> User:
    return with_role(RoleKind.DEPARTMENT_COORDINATOR, aisne_site)


@pytest.fixture
def administrator(with_role) -> User:
    return with_role(RoleKind.NATIONAL_ADMINISTRATOR)
