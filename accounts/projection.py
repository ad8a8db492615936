"""Carries roles (in `public`) into the groups of each site, where Wagtail looks for rights.

The action that gives or takes a role calls `project` in its own transaction; a job follows roles
that start or end by themselves. The groups of a site never hold more than the roles say.
"""

from datetime import datetime

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts import rights
from accounts.domain.roles import RoleKind
from accounts.groups import prepare_groups
from accounts.memberships.models import UserGroup
from accounts.models import Role, User
from tenants.context import enter
from tenants.models import Tenant, TenantState


def project(user: User, *, at: datetime | None = None) -> None:
    """Give a person, on each site where they have or had a role, the groups of their roles now."""
    for tenant in sites_of(user):
        with enter(tenant):
            _follow(tenant, at or timezone.now(), user)


def project_all(tenant: Tenant, *, at: datetime | None = None) -> None:
    """Give everybody on one site the groups of their roles, and the groups their permissions."""
    with enter(tenant):
        prepare_groups(tenant.type)
        _follow(tenant, at or timezone.now(), None)


def project_changes(since: datetime, until: datetime) -> int:
    """Follow the roles that started or ended by themselves between two instants.

    Return how many people.
    """
    changed = Role.objects.changed_between(since, until)
    people = User.objects.filter(pk__in=changed.values("user_id"))
    for user in people:
        project(user, at=until)
    return len(people)


def sites_of(user: User) -> list[Tenant]:
    """Return the sites where a person's roles count or counted."""
    sites = Tenant.objects.exclude(state=TenantState.CREATING)
    places = set(user.roles.values_list("tenant_id", flat=True))
    return list(sites if None in places else sites.filter(pk__in=places))


def _follow(tenant: Tenant, at: datetime, user: User | None) -> None:
    kinds = rights.KINDS[tenant.type]
    roles = (
        Role.objects.current(at).effective_in(tenant).filter(kind__in=kinds, user__is_active=True)
    )
    managed = Group.objects.filter(name__in=rights.managed_groups())
    groups = dict(managed.values_list("name", "pk"))
    rows = UserGroup.objects.filter(group_id__in=groups.values())
    if user is not None:
        roles, rows = roles.filter(user=user), rows.filter(user=user)
    wanted = {
        (user_id, groups[rights.GROUP_NAMES[RoleKind(kind)]])
        for user_id, kind in roles.values_list("user_id", "kind")
    }
    have = {(row.user_id, row.group_id): row.pk for row in rows}
    UserGroup.objects.filter(pk__in=[have[pair] for pair in have.keys() - wanted]).delete()
    UserGroup.objects.bulk_create(
        [UserGroup(user_id=person, group_id=group) for person, group in wanted - have.keys()],
        ignore_conflicts=True,
    )
