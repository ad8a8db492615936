"""Makes the groups of a site and their permissions be what `accounts.rights` says.

Everything here works in the current schema.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Model
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
    groups = dict(Group.objects.filter(name__in=names(kinds)).values_list("name", "pk"))
    numbers = {kind: groups[rights.GROUP_NAMES[kind]] for kind in kinds}
    root, files = Page.get_first_root_node(), Collection.get_first_root_node()

    def give(model: type[Model], names_of: Callable[[RoleKind], Iterable[str]], **on: Any) -> None:
        wanted = {numbers[kind]: _known(known, names_of(kind)) for kind in kinds}
        _set(model, wanted, **on)

    give(Group.permissions.through, rights.permissions_of)
    if root is not None:
        give(GroupPagePermission, _on_pages, page_id=root.pk)
    if files is not None:
        give(GroupCollectionPermission, _on_files, collection_id=files.pk)


def names(kinds: Iterable[RoleKind]) -> set[str]:
    return {rights.GROUP_NAMES[kind] for kind in kinds}


def permissions_by_name() -> dict[str, int]:
    """Return every permission of this schema as app.codename → its number."""
    rows = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rows}


def _known(known: dict[str, int], wanted: Iterable[str]) -> set[int]:
    return {known[name] for name in wanted if name in known}


def _on_pages(kind: RoleKind) -> set[str]:
    return {f"wagtailcore.{name}" for name in rights.PAGES.get(kind, frozenset())}


def _on_files(kind: RoleKind) -> frozenset[str]:
    return rights.FILES.get(kind, frozenset())


def _set(model: type[Model], wanted: dict[int, set[int]], **on: Any) -> None:
    """Make the permissions of these groups be those wanted, all groups at once."""
    rows = model._default_manager.filter(group_id__in=wanted, **on)  # noqa: SLF001  Django's own name
    have = {
        (group, right): pk
        for pk, group, right in rows.values_list("pk", "group_id", "permission_id")
    }
    right = {
        (group, permission) for group, permissions in wanted.items() for permission in permissions
    }
    if surplus := [pk for pair, pk in have.items() if pair not in right]:
        rows.filter(pk__in=surplus).delete()
    model._default_manager.bulk_create(  # noqa: SLF001  as above
        [
            model(group_id=group, permission_id=permission, **on)
            for group, permission in sorted(right - have.keys())
        ]
    )
