"""People around a project."""

import pytest

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants.models import Tenant
from tests.accounts.factories import UserFactory


@pytest.fixture(autouse=True)
def france(request: pytest.FixtureRequest) -> None:
    """Departments and académies; communes are 35,000 rows that no test here needs."""
    if "national" in request.fixturenames:
        request.getfixturevalue("national")
        from territories.actions.load_reference_data import SOURCES, load_reference_data

        load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])


@pytest.fixture
def officer(national: Tenant) -> User:
    """A project officer for all académies."""
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.PROJECT_OFFICER, tenant=national, by=None)
    return user
