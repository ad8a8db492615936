"""Nothing of a department is changed through another door: every address is sent a form.

The department is compared row by row, before and after.
"""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants.context import enter
from tests.isolation.secret import NUMBER, WORD, Secret
from tests.isolation.test_walk import BREAKS_ON_PURPOSE, secret, somebody, values  # noqa: F401
from tests.isolation.urls import addresses

pytestmark = pytest.mark.django_db

# What forms and buttons of the back office send.
FORM = {
    "title": "Changé",
    "slug": "change",
    "name": "Changé",
    "email": "change@example.org",
    "next": "/admin/",
    "confirm_text": WORD,
    "action-publish": "1",
    "id": str(NUMBER),
    "restriction_type": "none",
}
# The reader of a letter leaves it with the key that only they were sent.
OPEN_TO_ALL = "lettre/quitter/"


@pytest.mark.parametrize(
    ("word", "kind", "role", "schema"),
    [
        pytest.param("aisne", "department", None, None, id="a visitor"),
        pytest.param(
            "aisne",
            "department",
            RoleKind.DEPARTMENT_COORDINATOR,
            "tne_88",
            id="a neighbour in Aisne",
        ),
        pytest.param(
            "vosges",
            "department",
            RoleKind.DEPARTMENT_COORDINATOR,
            "tne_88",
            id="a neighbour at home",
        ),
        pytest.param("", "national", RoleKind.NATIONAL_EDITOR, "national", id="a national editor"),
    ],
)
def test_nothing_of_a_department_is_changed_through_another_door(
    word: str,
    kind: str,
    role: RoleKind | None,
    schema: str | None,
    secret: Secret,  # noqa: F811  the fixture
) -> None:
    assert tables_changed(word, kind, somebody(role, schema), secret) == set()


def test_the_forms_change_something_when_they_may(secret: Secret) -> None:  # noqa: F811  the fixture
    """The same forms sent by the department's own coordinator."""
    own = somebody(RoleKind.DEPARTMENT_COORDINATOR, "tne_02")

    changed = tables_changed("aisne", "department", own, secret)

    assert {"wagtailcore_page", "cms_message"} <= changed


def tables_changed(word: str, kind: str, user: User | None, secret: Secret) -> set[str]:  # noqa: F811
    client = Client(
        headers={"host": f"{word}.{settings.PLATFORM_DOMAIN}".lstrip(".")},
        raise_request_exception=False,
    )
    if user:
        client.force_login(user)
    cookies = client.cookies.copy()
    before = state("tne_02")
    for address in addresses(f"config.urls_{kind}"):
        if address.template != BREAKS_ON_PURPOSE and not address.template.startswith(OPEN_TO_ALL):
            for path in address.paths(values(address, secret)):
                client.cookies = cookies.copy()
                client.post(path, FORM)
    after = state("tne_02")
    return {table for table in after if after[table] != before[table]}


def state(schema: str) -> dict[str, str]:
    """Return a digest of each table of a site."""
    with enter(schema), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        tables = [name for (name,) in cursor.fetchall()]
        digests = {}
        for table in tables:
            cursor.execute(
                f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{table}" t'  # noqa: S608  our own tables
            )
            digests[table] = cursor.fetchone()[0]
        return digests
