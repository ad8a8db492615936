"""People of the library, signed in to the national back office."""

import pytest

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from tests.accounts.factories import UserFactory


def person(kind, tenant=None):
    user = UserFactory()
    grant_role(user=user, kind=kind, tenant=tenant, by=None)
    return user


@pytest.fixture
def desk(national, client, settings):
    """A publisher of the national site, signed in."""
    settings.MFA_REQUIRED = False
    client.user = person(RoleKind.NATIONAL_ADMINISTRATOR)
    client.force_login(client.user)
    return client
