from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies import base as policies

from accounts import rights
from accounts.domain.roles import RoleKind
from accounts.groups import prepare_groups
from accounts.models import User
from accounts.models.per_schema import PerSchema
from accounts.projection import project, project_all, project_changes
from tenants import scheduler
from tenants.context import enter, in_tenant
from tenants.models import Tenant
from tests.accounts.factories import RoleFactory

pytestmark = pytest.mark.django_db
EDITOR = RoleKind.DEPARTMENT_EDITOR


def members(schema: str, kind: RoleKind) -> set[int]:
    group = rights.GROUP_NAMES[kind]
    return in_tenant(
        schema, lambda: set(User.objects.filter(groups__name=group).values_list("pk", flat=True))
    )


def test_a_group_is_named_as_its_role_is() -> None:
    with translation.override("fr"):
        assert {kind: str(kind.label) for kind in RoleKind} == rights.GROUP_NAMES


def test_a_site_has_the_groups_of_its_kind_and_no_others(national, aisne_site) -> None:
    ours = set(rights.managed_groups())

    def found() -> set[str]:
        return ours & set(Group.objects.values_list("name", flat=True))

    assert in_tenant("national", found) == {rights.GROUP_NAMES[k] for k in rights.KINDS["national"]}
    assert in_tenant("tne_02", found) == {rights.GROUP_NAMES[k] for k in rights.KINDS["department"]}


def test_a_role_follows_its_days_by_the_job(person, aisne_site) -> None:
    now = timezone.now()
    start, end = now + timedelta(days=1), now + timedelta(days=5)
    RoleFactory(user=person, kind=EDITOR, tenant=aisne_site, since=start, until=end)

    project_changes(now - timedelta(days=2), now)
    assert members("tne_02", EDITOR) == set()
    project_changes(now, start + timedelta(minutes=1))
    assert members("tne_02", EDITOR) == {person.pk}
    project_changes(start, end + timedelta(minutes=1))

    assert members("tne_02", EDITOR) == set()


def test_following_twice_changes_nothing(person, aisne_site) -> None:
    RoleFactory(user=person, kind=EDITOR, tenant=aisne_site)

    for _ in range(2):
        project(person)
        project_all(aisne_site)

    assert members("tne_02", EDITOR) == {person.pk}


def test_a_member_put_into_a_group_by_hand_is_taken_out_at_night(person, aisne_site) -> None:
    with enter("tne_02"):
        person.groups.add(Group.objects.get(name=rights.GROUP_NAMES[EDITOR]))

    project_all(aisne_site)

    assert members("tne_02", EDITOR) == set()


def test_a_group_made_by_hand_is_left_alone(person, aisne_site) -> None:
    with enter("tne_02"):
        person.groups.add(Group.objects.create(name="Club presse"))

    project_all(aisne_site)

    assert in_tenant("tne_02", lambda: person.groups.filter(name="Club presse").exists())


def test_a_permission_added_by_hand_to_our_group_is_taken_back(aisne) -> None:
    group = Group.objects.get(name=rights.GROUP_NAMES[EDITOR])
    group.permissions.add(Permission.objects.get(codename="delete_collection"))

    prepare_groups("department")

    assert not group.permissions.filter(codename="delete_collection").exists()


def test_an_editor_writes_but_does_not_publish(person, aisne_site) -> None:
    RoleFactory(user=person, kind=EDITOR, tenant=aisne_site)
    project(person)

    with enter("tne_02"):
        tester = Page.get_first_root_node().permissions_for_user(person)
        assert tester.can_add_subpage()
        assert not tester.can_publish_subpage()
    with enter("tne_88"):
        assert not Page.get_first_root_node().permissions_for_user(person).can_add_subpage()


def test_an_auditor_enters_and_changes_nothing(person) -> None:
    RoleFactory(user=person, kind=RoleKind.AUDITOR)
    project(person)

    with enter("national"):
        assert person.has_perm("wagtailadmin.access_admin")
        changing = [name for name in person.get_all_permissions() if ".view_" not in name]
        assert changing == ["wagtailadmin.access_admin"]
        assert not GroupPagePermission.objects.filter(group__user=person).exists()


@pytest.mark.parametrize("name", ["accounts.change_user", "auth.add_group"])
def test_nobody_may_be_given_people_or_groups(name: str) -> None:
    with pytest.raises(ValueError, match="nobody manages people"):
        rights.give(name, to=[RoleKind.NATIONAL_ADMINISTRATOR])


def test_every_cache_of_wagtails_policies_is_kept_apart_for_each_site() -> None:
    def subclasses(cls: type) -> list[type]:
        return [cls, *(deeper for child in cls.__subclasses__() for deeper in subclasses(child))]

    names = {
        getattr(policy, name)
        for policy in subclasses(policies.BasePermissionPolicy)
        for name in dir(policy)
        if name.endswith("_cache_name") and getattr(policy, name)
    }

    assert names
    for name in names | {"_perm_cache", "_user_perm_cache", "_group_perm_cache"}:
        assert isinstance(User.__dict__[name], PerSchema), name


def test_the_jobs_are_declared() -> None:
    names = {job.name for job in scheduler.all_jobs()}

    assert {"accounts.roles", "accounts.rights", "accounts.retention"} <= names
    assert Tenant.objects.departments().exists()


def test_a_role_that_just_ended_opens_nothing_more(client, person, aisne_site) -> None:
    """Without waiting for the periodic job, even in a session that began long before."""
    now = timezone.now()
    role = RoleFactory(user=person, kind=EDITOR, tenant=aisne_site, since=now - timedelta(days=1))
    project(person)
    client.force_login(person)
    host = {"host": "aisne.trousse.localhost"}
    during = client.get("/admin/", headers=host).status_code
    role.until = timezone.now()
    role.save()

    after = client.get("/admin/", headers=host).status_code

    assert (during, after) == (200, 302)
    assert members("tne_02", EDITOR) == set()
