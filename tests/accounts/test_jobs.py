"""What the periodic jobs of accounts notice."""

import pytest
from django.utils import timezone

from accounts.jobs import watch_technical_accounts
from tenants.models import Alert
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_technical_account_is_noticed_until_it_is_closed() -> None:
    technical = UserFactory(is_superuser=True)

    watch_technical_accounts(timezone.now())
    noticed = Alert.objects.open().filter(kind="accounts.technical").count()
    technical.is_active = False
    technical.save()
    watch_technical_accounts(timezone.now())

    assert noticed == 1
    assert not Alert.objects.open().exists()
