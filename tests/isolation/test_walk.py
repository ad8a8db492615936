"""Nothing of a department is reached through another site: every visitor asks every address.

A view added later is asked too. One with a parameter that nobody knows here fails until it is given
a value.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants.context import enter
from tenants.models import Tenant
from tests.accounts.factories import UserFactory
from tests.isolation.secret import EMAIL, NUMBER, WORD, Secret, plant
from tests.isolation.urls import Address, addresses

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TEXTS = {
    "path": f"{WORD}.png",
    "filename": f"{WORD}.txt",
    "_1": f"{WORD}.txt",
    "code": "02",
    "kind": "terms",
    "language": "fr",
    "mode": "fr",
    "name": WORD,
    "action": "delete",
    "action_name": "publish",
    "filter_spec": "width-100",
    "uidb64": "MQ",
    "uidb36": "1",
    "token": "a-b",
    "key": "00000000-0000-4000-8000-000000000000",
    "slug": WORD,
}
MODELS = (
    ("app_label", "content_type_app_name", "app_name"),
    ("model_name", "content_type_model_name"),
)
NUMBERS = re.compile(r"(^|_)(id|pk|number|id_[ab])$|^_0$")
# Wagtail's own page for trying the error page.
BREAKS_ON_PURPOSE = "admin/failwhale/"


def values(address: Address, secret: Secret) -> dict[str, list[str]]:
    """Give every parameter the secret's value; a name that is not known here fails the test."""
    known: dict[str, list[str]] = {}
    for name in address.parameters:
        if name in MODELS[0]:
            known[name] = ["cms"]
        elif name in MODELS[1]:
            known[name] = ["standardpage"]
        elif name in TEXTS:
            known[name] = [TEXTS[name]]
        else:
            assert NUMBERS.search(name), (
                f"{address.template}: what may “{name}” be? Add it to TEXTS."
            )
            known[name] = [str(NUMBER)]
    if "path" in known:
        known["path"].append(secret.file_path)
    if "key" in known:
        known["key"] += [secret.subscriber_key, secret.series_key]
    if "_0" in known and "_1" not in known:  # the page's own path
        known["_0"] = [secret.hidden_path, f"{WORD}/"]
    return known


@pytest.fixture
def secret(settings, tmp_path) -> Secret:
    settings.MEDIA_ROOT = tmp_path
    with enter("tne_02"):
        return plant()


def somebody(kind: RoleKind | None, schema: str | None) -> User | None:
    if kind is None:
        return None
    user = UserFactory()
    tenant = Tenant.objects.get(schema_name=schema) if schema else None
    grant_role(user=user, kind=kind, tenant=tenant, by=None)
    return user


VISITS = [
    pytest.param("vosges", "department", None, None, id="a visitor of Vosges"),
    pytest.param(
        "vosges",
        "department",
        RoleKind.DEPARTMENT_COORDINATOR,
        "tne_88",
        id="the coordinator of Vosges",
    ),
    pytest.param(
        "vosges", "department", RoleKind.NATIONAL_EDITOR, None, id="a national editor in Vosges"
    ),
    pytest.param("", "national", None, None, id="a visitor of the nation"),
    pytest.param("", "national", RoleKind.NATIONAL_EDITOR, "national", id="a national editor"),
    pytest.param("aisne", "department", None, None, id="a visitor of Aisne"),
    pytest.param(
        "aisne",
        "department",
        RoleKind.DEPARTMENT_COORDINATOR,
        "tne_88",
        id="the coordinator of Vosges in Aisne",
    ),
]


@pytest.mark.parametrize(("word", "kind", "role", "schema"), VISITS)
def test_nothing_of_a_department_is_reached_through_another_door(
    word: str, kind: str, role: RoleKind | None, schema: str | None, secret: Secret
) -> None:
    host = f"{word}.{settings.PLATFORM_DOMAIN}".lstrip(".")
    client = Client(headers={"host": host}, raise_request_exception=False)
    if user := somebody(role, schema):
        client.force_login(user)

    leaks = set(ask_everything(client, f"config.urls_{kind}", secret))

    assert leaks == (public_at_home(secret) if word == "aisne" else set())


def public_at_home(secret: Secret) -> set[str]:
    """On its own site anybody may follow a redirect and see a picture."""
    return {
        f"/{WORD}/ (301) shows it",
        "/api/v1/redirects (200) shows it",
        f"/media/{secret.file_path} (200) shows it",
    }


def ask_everything(client: Client, urlconf: str, secret: Secret) -> Iterator[str]:
    """Ask every address; tell those whose answer shows the secret, or breaks."""
    for address in addresses(urlconf):
        for path in address.paths(values(address, secret)):
            response = client.get(path)
            if says_secret(response, path):
                yield f"{path} ({response.status_code}) shows it"
            if response.status_code >= 500 and address.template != BREAKS_ON_PURPOSE:
                yield f"{path} breaks ({response.status_code})"
            client.cookies.pop("messages", None)


def says_secret(response, path: str) -> bool:
    """Look for the word where the site wrote it, not where it repeats the address asked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    said = body.decode(errors="replace") + str(dict(response.headers))
    for repeated in {path, path.lstrip("/"), quote(path, safe="")}:
        if repeated:
            said = said.replace(repeated, "")
    return WORD in said or EMAIL in said


def test_the_walk_sees_a_leak_when_there_is_one(secret: Secret) -> None:
    """The same walk by the department's own coordinator finds the secret in many places."""
    client = Client(
        headers={"host": f"aisne.{settings.PLATFORM_DOMAIN}"}, raise_request_exception=False
    )
    user = somebody(RoleKind.DEPARTMENT_COORDINATOR, "tne_02")
    client.force_login(user)

    leaks = list(ask_everything(client, "config.urls_department", secret))

    assert len(leaks) > 25
