"""Makes the groups of a site and their permissions be what `accounts.rights` says.

Everything here works in the current schema.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts import rights
from accounts.domain.roles import RoleKind


def prepare_groups(tenant_type: str) -> None:
    """Create or correct the groups of this kind of site; groups made by hand are left alone.

    Harmless when repeated. A permission whose model is not migrated yet is added the next time.
    """
    kinds = rights.KINDS[tenant_type]
    known = permissions_by_name()
    Group.objects.filter(name__in=set(rights.managed_groups()) - names(kinds)).delete()
    Group.objects.bulk_create([Group(name=name) for name in names(kinds)], ignore_conflicts=True)
    groups = {group.name: group for group in Group.objects.filter(name__in=names(kinds))}
    root = Page.get_first_root_node()
    files = Collection.get_first_root_node()
    for kind in kinds:
        group = groups[rights.GROUP_NAMES[kind]]
        group.permissions.set(_known(known, rights.permissions_of(kind)))
        if root is not None:
            pages = {f"wagtailcore.{name}" for name in rights.PAGES.get(kind, frozenset())}
            _set_on_pages(group, root, _known(known, pages))
        if files is not None:
            _set_on_files(group, files, _known(known, rights.FILES.get(kind, frozenset())))


def names(kinds: Iterable[RoleKind]) -> set[str]:
    return {rights.GROUP_NAMES[kind] for kind in kinds}


def permissions_by_name() -> dict[str, int]:
    """Return every permission of this schema as app.codename → its number."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows}


def _known(known: dict[str, int], wanted: Iterable[str]) -> set[int]:
    return {known[name] for name in wanted if name in known}


def _set_on_pages(group: Group, root: Page, wanted: set[int]) -> None:
    rows = GroupPagePermission.objects.filter(group=group, page=root)
    have = set(rows.values_list("permission_id", flat=True))
    rows.filter(permission_id__in=have - wanted).delete()
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page=root, permission_id=pk) for pk in wanted - have]
    )


def _set_on_files(group: Group, root: Collection, wanted: set[int]) -> None:
    rows = GroupCollectionPermission.objects.filter(group=group, collection=root)
    have = set(rows.values_list("permission_id", flat=True))
    rows.filter(permission_id__in=have - wanted).delete()
    GroupCollectionPermission.objects.bulk_create(
        [
            GroupCollectionPermission(group=group, collection=root, permission_id=pk)
            for pk in wanted - have
        ]
    )
