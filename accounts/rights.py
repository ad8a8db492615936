"""What each role may do in the back office of a site: groups, and the permissions each has.

Apps above add the permissions on their own models at start:

    rights.give("cms.add_faq", "cms.change_faq", to=[RoleKind.DEPARTMENT_COORDINATOR, …])

Nobody gets Wagtail's permissions on users and groups: they would show everybody's address, and let
a coordinator edit a technical account. Members have a screen of their own.
"""

from collections import defaultdict
from collections.abc import Iterable

from accounts.domain.roles import RoleKind
from tenants.models import TenantType

# Group names as editors meet them (privacy of a page, steps of a workflow): the French label of
# the role, since a row has one name.
GROUP_NAMES: dict[RoleKind, str] = {
    RoleKind.NATIONAL_ADMINISTRATOR: "Administration nationale",
    RoleKind.NATIONAL_EDITOR: "Rédaction nationale",
    RoleKind.PROJECT_OFFICER: "Suivi des projets",
    RoleKind.FINANCE_OFFICER: "Finances",
    RoleKind.AUDITOR: "Audit (lecture seule)",
    RoleKind.MODERATOR: "Modération",
    RoleKind.DEPARTMENT_COORDINATOR: "Coordination du département",
    RoleKind.DEPARTMENT_EDITOR: "Rédaction du département",
}
KINDS: dict[str, tuple[RoleKind, ...]] = {
    TenantType.NATIONAL: (
        RoleKind.NATIONAL_ADMINISTRATOR,
        RoleKind.NATIONAL_EDITOR,
        RoleKind.PROJECT_OFFICER,
        RoleKind.FINANCE_OFFICER,
        RoleKind.AUDITOR,
        RoleKind.MODERATOR,
    ),
    TenantType.DEPARTMENT: (
        RoleKind.NATIONAL_ADMINISTRATOR,
        RoleKind.NATIONAL_EDITOR,
        RoleKind.AUDITOR,
        RoleKind.MODERATOR,
        RoleKind.DEPARTMENT_COORDINATOR,
        RoleKind.DEPARTMENT_EDITOR,
    ),
}
WHOLE_TREE = frozenset(
    {"add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"}
)
# On the root of the site's tree, since a schema has one site.
PAGES: dict[RoleKind, frozenset[str]] = {
    RoleKind.NATIONAL_ADMINISTRATOR: WHOLE_TREE,
    RoleKind.NATIONAL_EDITOR: WHOLE_TREE - {"bulk_delete_page"},
    RoleKind.PROJECT_OFFICER: frozenset({"change_page", "publish_page"}),
    RoleKind.MODERATOR: frozenset({"change_page", "publish_page", "lock_page", "unlock_page"}),
    RoleKind.DEPARTMENT_COORDINATOR: WHOLE_TREE,
    RoleKind.DEPARTMENT_EDITOR: frozenset({"add_page", "change_page"}),
}
WRITE_FILES = frozenset(
    f"{app}.{action}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change", "choose")
)
ALL_FILES = WRITE_FILES | {
    "wagtailimages.delete_image",
    "wagtaildocs.delete_document",
    "wagtailcore.add_collection",
    "wagtailcore.change_collection",
    "wagtailcore.delete_collection",
}
CHOOSE_FILES = frozenset({"wagtailimages.choose_image", "wagtaildocs.choose_document"})
# On the root collection.
FILES: dict[RoleKind, frozenset[str]] = {
    RoleKind.NATIONAL_ADMINISTRATOR: ALL_FILES,
    RoleKind.NATIONAL_EDITOR: WRITE_FILES,
    RoleKind.PROJECT_OFFICER: WRITE_FILES,
    RoleKind.MODERATOR: CHOOSE_FILES,
    RoleKind.DEPARTMENT_COORDINATOR: ALL_FILES,
    RoleKind.DEPARTMENT_EDITOR: WRITE_FILES,
}
ENTER = "wagtailadmin.access_admin"
FORBIDDEN_MODELS = frozenset({"user", "group"})

_given: defaultdict[RoleKind, set[str]] = defaultdict(set)


def give(*permissions: str, to: Iterable[RoleKind]) -> None:
    """Give permissions ("app.codename") to roles; refused for people and groups."""
    for permission in permissions:
        if permission.rpartition("_")[2] in FORBIDDEN_MODELS:
            raise ValueError(f"{permission}: nobody manages people through Wagtail.")
    for kind in to:
        _given[kind].update(permissions)


def permissions_of(kind: RoleKind) -> frozenset[str]:
    """Return what a role may do anywhere on a site, beside pages and files."""
    return frozenset({ENTER, *_given[kind]})


def managed_groups() -> list[str]:
    """Return the names of all groups that follow from roles, whatever the kind of site."""
    return list(GROUP_NAMES.values())


def add_plumbing() -> None:
    """Give alerts, jobs, mail and the audit log, which show on the national site only."""
    seen = [f"tenants.view_{model}" for model in ("alert", "jobrun", "auditentry")]
    give(*seen, to=[RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.AUDITOR])
    models = ("alert", "jobrun", "mail", "mailtext", "webhook")
    changed = [f"tenants.change_{model}" for model in models]
    give(
        "tenants.view_mail",
        "tenants.view_mailtext",
        *changed,
        to=[RoleKind.NATIONAL_ADMINISTRATOR],
    )


def add_search() -> None:
    """Give the words, promoted results and report of search, on the national site only."""
    give(
        "search.change_wordingversion",
        "search.change_promotion",
        "search.view_asked",
        to=[RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.NATIONAL_EDITOR],
    )


def add_redirects_and_forms() -> None:
    """Give what Wagtail's own contributed apps offer, once the apps are ready."""
    redirects = [f"wagtailredirects.{action}_redirect" for action in ("add", "change", "delete")]
    give(
        *redirects,
        to=[
            RoleKind.NATIONAL_ADMINISTRATOR,
            RoleKind.NATIONAL_EDITOR,
            RoleKind.DEPARTMENT_COORDINATOR,
        ],
    )
