from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from accounts.actions.grant_role import LastCoordinator, NotAllowed, end_role, grant_role
from accounts.domain.roles import RoleKind
from accounts.models import Role, User
from accounts.rights import GROUP_NAMES
from kernel.domain import DomainError
from tenants.context import enter, in_tenant
from tenants.models import AuditEntry, Mail, Tenant
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db
COORDINATOR, EDITOR = RoleKind.DEPARTMENT_COORDINATOR, RoleKind.DEPARTMENT_EDITOR


def groups(user: User, schema: str) -> set[str]:
    return in_tenant(
        schema, lambda: set(Group.objects.filter(user=user).values_list("name", flat=True))
    )


def test_a_role_gives_its_group_on_its_site_only(person: User, aisne_site: Tenant) -> None:
    grant_role(user=person, kind=EDITOR, tenant=aisne_site, by=None)

    assert groups(person, "tne_02") == {GROUP_NAMES[EDITOR]}
    assert groups(person, "tne_88") == groups(person, "national") == set()


def test_a_role_of_every_site_gives_its_group_everywhere(person: User) -> None:
    grant_role(user=person, kind=RoleKind.AUDITOR, tenant=None, by=None)

    for schema in ("national", "tne_02", "tne_88"):
        assert groups(person, schema) == {GROUP_NAMES[RoleKind.AUDITOR]}


def test_rights_are_undone_with_the_transaction(person: User, aisne_site: Tenant) -> None:
    with transaction.atomic():
        grant_role(user=person, kind=EDITOR, tenant=aisne_site, by=None)
        transaction.set_rollback(True)

    assert not Role.objects.exists()
    assert groups(person, "tne_02") == set()


def test_an_ended_role_takes_the_rights_and_stays_written(person: User, aisne_site: Tenant) -> None:
    role = grant_role(user=person, kind=EDITOR, tenant=aisne_site, by=None)

    end_role(role=role, by=None)

    assert groups(person, "tne_02") == set()
    assert Role.objects.get().until is not None
    assert Mail.objects.filter(kind="accounts.role_ended", to=person.email).exists()


def test_a_role_that_starts_tomorrow_gives_nothing_today(person: User, aisne_site: Tenant) -> None:
    tomorrow = timezone.now() + timedelta(days=1)

    grant_role(user=person, kind=EDITOR, tenant=aisne_site, by=None, since=tomorrow)

    assert groups(person, "tne_02") == set()


def test_the_coordinator_of_a_department_gives_nothing_in_another(
    coordinator: User, person: User, vosges_site: Tenant
) -> None:
    with pytest.raises(NotAllowed):
        grant_role(user=person, kind=EDITOR, tenant=vosges_site, by=coordinator)

    assert not person.roles.exists()


@pytest.mark.parametrize("kind", [RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.AUDITOR])
def test_a_coordinator_does_not_rise(coordinator: User, kind: RoleKind) -> None:
    with pytest.raises(NotAllowed):
        grant_role(user=coordinator, kind=kind, tenant=None, by=coordinator)


def test_nobody_coordinates_the_national_site(person: User, national_site: Tenant) -> None:
    with pytest.raises(DomainError):
        grant_role(user=person, kind=COORDINATOR, tenant=national_site, by=None)


def test_giving_a_role_twice_is_giving_it_once(person: User, aisne_site: Tenant) -> None:
    for _ in range(2):
        grant_role(user=person, kind=EDITOR, tenant=aisne_site, by=None)

    assert person.roles.count() == 1
    assert Mail.objects.filter(kind="accounts.role_granted").count() == 1


def test_the_last_coordinator_cannot_leave_but_may_be_removed(
    coordinator: User, administrator: User
) -> None:
    role = coordinator.roles.get()

    with pytest.raises(LastCoordinator):
        end_role(role=role, by=coordinator)
    end_role(role=role, by=administrator)

    assert not coordinator.has_role()


def test_every_change_is_in_the_audit_log(coordinator: User, aisne_site: Tenant) -> None:
    member = UserFactory()

    role = grant_role(user=member, kind=EDITOR, tenant=aisne_site, by=coordinator)
    end_role(role=role, by=coordinator)

    entries = AuditEntry.objects.of_target(f"accounts.user:{member.pk}").order_by("pk")
    assert [(entry.action, entry.actor_id) for entry in entries] == [
        ("role.granted", coordinator.pk),
        ("role.ended", coordinator.pk),
    ]


def test_what_a_person_may_do_is_remembered_apart_for_each_site(coordinator: User) -> None:
    with enter("tne_02"):
        here = coordinator.has_perm("wagtailadmin.access_admin")
    with enter("tne_88"):
        there = coordinator.has_perm("wagtailadmin.access_admin")

    assert (here, there) == (True, False)
