import pytest

from accounts.actions.grant_role import NotAllowed, grant_role
from accounts.actions.hand_over_department import hand_over_department
from accounts.actions.invite_member import invite_member
from accounts.domain.roles import RoleKind
from accounts.models import Coordination, Invitation, Role
from kernel.domain import DomainError
from tenants.models import AuditEntry, Mail
from tests.accounts.factories import BodyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_rights_move_and_history_stays(administrator, coordinator, aisne_site) -> None:
    before, after = BodyFactory(), BodyFactory()
    hand_over_department(tenant=aisne_site, body=before, by=administrator)
    grant_role(
        user=coordinator, kind=RoleKind.DEPARTMENT_COORDINATOR, tenant=aisne_site, by=administrator
    )
    old_role = Role.objects.get(user=coordinator, until=None)
    invite_member(
        email="lea@example.org", kind=RoleKind.DEPARTMENT_EDITOR, tenant=aisne_site, by=coordinator
    )

    hand_over_department(
        tenant=aisne_site, body=after, by=administrator, coordinator_email="neuve@example.org"
    )

    old_role.refresh_from_db()
    assert old_role.until is not None
    assert old_role.body == before
    assert [row.body for row in Coordination.objects.order_by("since")] == [before, after]
    assert Invitation.objects.pending().get().email == "neuve@example.org"
    assert not coordinator.has_role()
    assert AuditEntry.objects.filter(action="department.handed_over").count() == 2
    assert Mail.objects.filter(kind="accounts.role_ended", to=coordinator.email).exists()


def test_a_new_coordinator_acts_for_the_new_body(administrator, aisne_site) -> None:
    body = BodyFactory()
    hand_over_department(tenant=aisne_site, body=body, by=administrator)

    role = grant_role(
        user=UserFactory(),
        kind=RoleKind.DEPARTMENT_COORDINATOR,
        tenant=aisne_site,
        by=administrator,
    )

    assert role.body == body


def test_roles_of_other_departments_are_not_touched(
    administrator, with_role, vosges_site, aisne_site
) -> None:
    other = with_role(RoleKind.DEPARTMENT_COORDINATOR, vosges_site)

    hand_over_department(tenant=aisne_site, body=BodyFactory(), by=administrator)

    assert other.has_role()


def test_a_coordinator_hands_nothing_over(coordinator, aisne_site) -> None:
    with pytest.raises(NotAllowed):
        hand_over_department(tenant=aisne_site, body=BodyFactory(), by=coordinator)


def test_the_same_body_twice_is_a_mistake(administrator, aisne_site) -> None:
    body = BodyFactory()
    hand_over_department(tenant=aisne_site, body=body, by=administrator)

    with pytest.raises(DomainError):
        hand_over_department(tenant=aisne_site, body=body, by=administrator)
