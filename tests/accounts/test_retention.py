from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import retention
from accounts.domain.roles import RoleKind
from accounts.models import Invitation, PendingAddress, User
from tenants.models import Mail
from tests.accounts.factories import RoleFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def ago(days: int):
    return NOW - timedelta(days=days)


def test_a_sign_up_never_confirmed_is_forgotten_after_a_week() -> None:
    old, fresh = UserFactory(verified=False, date_joined=ago(8)), UserFactory(verified=False)
    confirmed = UserFactory(date_joined=ago(8))

    retention.run(NOW)

    closed = set(User.objects.exclude(anonymised_at=None).values_list("pk", flat=True))
    assert closed == {old.pk}
    assert not Mail.objects.filter(kind="accounts.account_closed").exists()
    assert fresh.is_active
    assert confirmed.is_active


def test_an_account_unused_for_three_years_is_warned_then_closed_a_month_later() -> None:
    user = UserFactory(last_login=ago(3 * 365 + 1))

    retention.run(NOW)
    assert Mail.objects.get(kind="accounts.inactive").to == user.email
    retention.run(NOW + timedelta(days=29))
    user.refresh_from_db()
    assert user.anonymised_at is None
    retention.run(NOW + timedelta(days=31))

    user.refresh_from_db()
    assert user.anonymised_at


def test_one_warning_is_enough() -> None:
    UserFactory(last_login=ago(2000))

    retention.run(NOW)
    retention.run(NOW + timedelta(days=1))

    assert Mail.objects.filter(kind="accounts.inactive").count() == 1


def test_who_comes_back_is_kept() -> None:
    user = UserFactory(last_login=ago(2000))
    retention.run(NOW)
    User.objects.filter(pk=user.pk).update(last_login=NOW, warned_inactive_at=None)

    retention.run(NOW + timedelta(days=60))

    user.refresh_from_db()
    assert user.anonymised_at is None


def test_who_has_a_role_and_technical_accounts_are_kept() -> None:
    officer, robot = (
        UserFactory(last_login=ago(2000)),
        UserFactory(last_login=ago(2000), is_superuser=True),
    )
    RoleFactory(user=officer, kind=RoleKind.AUDITOR)

    for days in (0, 40):
        retention.run(NOW + timedelta(days=days))

    assert (
        not User.objects.exclude(anonymised_at=None).filter(pk__in=[officer.pk, robot.pk]).exists()
    )


def test_an_invitation_without_answer_loses_its_address_after_90_days(
    coordinator, aisne_site
) -> None:
    fields = {"kind": RoleKind.MODERATOR, "tenant": aisne_site, "invited_by": coordinator}
    Invitation.objects.create(email="a@example.org", token_digest="a", expires_at=ago(91), **fields)
    Invitation.objects.create(email="b@example.org", token_digest="b", expires_at=ago(5), **fields)

    retention.run(NOW)

    kept = set(Invitation.objects.values_list("email", flat=True))
    assert "a@example.org" not in kept
    assert "b@example.org" in kept


def test_an_address_never_confirmed_is_forgotten(person) -> None:
    PendingAddress.objects.create(user=person, email="a@example.org", asked_at=ago(8))
    PendingAddress.objects.create(user=person, email="b@example.org", asked_at=ago(1))

    retention.run(NOW)

    assert PendingAddress.objects.get().email == "b@example.org"
