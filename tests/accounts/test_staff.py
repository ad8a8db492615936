from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import Role, User
from kernel.ports import Recipient
from tenants.alerts import recipients
from tests.accounts.factories import UserFactory


@pytest.mark.django_db
def test_those_who_run_the_platform_today_are_told_of_alerts():
    people = [UserFactory(language="en"), UserFactory(), UserFactory()]
    for person in people:
        grant_role(user=person, kind=RoleKind.NATIONAL_ADMINISTRATOR, tenant=None, by=None)
    User.objects.filter(pk=people[1].pk).update(is_active=False)
    grant_role(user=UserFactory(), kind=RoleKind.NATIONAL_EDITOR, tenant=None, by=None)
    ended = timezone.now() - timedelta(days=1)
    Role.objects.filter(user=people[2]).update(since=ended - timedelta(days=9), until=ended)

    assert recipients() == [Recipient(email=people[0].email, language="en")]
