"""Each role meets the entries it has a use for, and no other."""

import pytest
from django.http import HttpRequest
from django.test import Client
from wagtail.admin.menu import MenuItem, admin_menu

from accounts.domain.roles import RoleKind
from tenants.context import enter
from tests.admin.conftest import AISNE, NATIONAL

WRITING = {"pages", "images", "documents", "resources"}
ALWAYS = {"help", "guide"}
LEADING = {"cms_messages", "newsletter", "reports", "settings"}
# What a department does beside its pages.
PLACES = {"ateliers", "territory"}
# Who keeps the platform's own money.
EXPECTED = [
    (RoleKind.DEPARTMENT_COORDINATOR, AISNE, WRITING | ALWAYS | LEADING | PLACES | {"membres"}),
    (
        RoleKind.DEPARTMENT_EDITOR,
        AISNE,
        WRITING | ALWAYS | PLACES | {"cms_messages", "newsletter", "reports"},
    ),
    (RoleKind.NATIONAL_EDITOR, NATIONAL, WRITING | ALWAYS | LEADING | {"search", "ateliers"}),
    (RoleKind.AUDITOR, NATIONAL, ALWAYS | {"plumbing"}),
    (RoleKind.AUDITOR, AISNE, ALWAYS),
    (RoleKind.FINANCE_OFFICER, NATIONAL, ALWAYS | {"projects", "money"}),
    (
        RoleKind.PROJECT_OFFICER,
        NATIONAL,
        (WRITING - {"resources"})
        | ALWAYS
        | {"cms_messages", "reports", "membres/porteurs", "projects", "money"},
    ),
    (RoleKind.MODERATOR, AISNE, ALWAYS | {"pages", "cms_messages", "reports"}),
    (
        RoleKind.NATIONAL_ADMINISTRATOR,
        NATIONAL,
        WRITING
        | ALWAYS
        | LEADING
        | {"membres", "plumbing", "search", "departements", "ateliers"}
        | {"projects", "money", "membres/porteurs"},
    ),
]


def menu(client: Client) -> dict[str, set[str]]:
    """Return the names of the sidebar's entries, each with those under it."""
    response = client.get("/admin/")
    request = response.wsgi_request
    with enter(request.tenant):
        return {
            _what(item): {_what(below) for below in _below(item, request)}
            for item in admin_menu.menu_items_for_request(request)
        }


def _what(item: MenuItem) -> str:
    """Say where an entry leads; what opens a submenu has a name. Labels depend on the language."""
    url = str(item.url)
    return item.name if url == "#" else url.removeprefix("/admin/").strip("/")


def _below(item: MenuItem, request: HttpRequest) -> list[MenuItem]:
    return item.menu.menu_items_for_request(request) if hasattr(item, "menu") else []


@pytest.mark.parametrize(("kind", "host", "expected"), EXPECTED)
def test_a_role_sees_its_entries_alone(at_desk, kind, host, expected) -> None:
    assert set(menu(at_desk(kind, host))) == expected


def test_reports_are_those_of_the_role(at_desk) -> None:
    editor = menu(at_desk(RoleKind.DEPARTMENT_EDITOR))["reports"]
    leader = menu(at_desk(RoleKind.DEPARTMENT_COORDINATOR))["reports"]

    assert editor == {
        "reports/workflow",
        "reports/ressources/a-completer",
        "reports/langues",
        "localize/reports/translations",
    }
    assert "reports/site-history" in leader
    assert not any("page-types" in report for report in leader)


@pytest.mark.parametrize(
    ("kind", "projects", "money"),
    [
        (
            RoleKind.PROJECT_OFFICER,
            {"projets", "projets/mots", "projets/structures", "projets/abondements"},
            {"projets/reglements", "projets/versements"},
        ),
        (
            RoleKind.FINANCE_OFFICER,
            {"projets/structures", "projets/mecenes"},
            {
                "projets/reglements",
                "projets/virements",
                "projets/versements",
                "projets/rapprochement",
                "projets/enveloppes",
            },
        ),
    ],
)
def test_officers_follow_projects_and_finance_keeps_the_money(
    at_desk, kind, projects, money
) -> None:
    shown = menu(at_desk(kind, NATIONAL))

    assert shown["projects"] == projects
    assert shown["money"] == money


@pytest.mark.parametrize("kind", [RoleKind.PROJECT_OFFICER, RoleKind.FINANCE_OFFICER])
def test_what_is_shown_opens(at_desk, kind) -> None:
    client = at_desk(kind, NATIONAL)
    shown = menu(client)

    for address in shown["projects"] | shown["money"]:
        assert client.get(f"/admin/{address}/").status_code == 200, address


def test_settings_hold_nothing_technical(coordinator) -> None:
    assert menu(coordinator)["settings"] == {
        "settings/cms/sitesettings",
        "snippets/cms/menu",
        "collections",
        "redirects",
        "territoire/identite",
    }


def test_help_leads_nowhere_outside(coordinator) -> None:
    assert menu(coordinator)["help"] == {"keyboard-shortcuts-trigger"}
