"""Keys of the API: what they open, for whom, until when; nobody but their bearer knows them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.actions.manage_api_key import (
    OVERLAP,
    KeyIsOver,
    create_api_key,
    revoke_api_key,
    rotate_api_key,
)
from accounts.domain.roles import RoleKind
from accounts.models import ApiKey
from tenants.models import AuditEntry
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.usefixtures("aisne")


def give(**changes: Any) -> Any:
    given = {"name": "Vitrine", "scopes": ["read"], "schemas": [], "expires_at": None, **changes}
    return create_api_key(**given, by=UserFactory())


def ask(secret: str, host: str = "aisne.", path: str = "site") -> Any:
    headers = {"host": f"{host}trousse.localhost", "authorization": f"Bearer {secret}"}
    return Client(headers=headers).get(f"/api/v1/{path}")


def test_a_key_opens_and_its_secret_is_kept_nowhere() -> None:
    given = give()

    assert ask(given.secret).status_code == 200
    key = ApiKey.objects.get()
    assert key.last_used_at is not None
    assert given.secret not in str(ApiKey.objects.values().get())
    assert given.secret not in str(list(AuditEntry.objects.values()))


@pytest.mark.parametrize("secret", ["", "trousse_faux", "x" * 500, "trousse_é", "trousse_\x00"])
def test_a_false_key_is_refused_without_saying_why(secret: str) -> None:
    answer = ask(secret)

    assert (answer.status_code, answer.json()["code"]) == (401, "key-needed")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_of_one_site_sees_nothing_of_another() -> None:
    secret = give(schemas=["tne_02"]).secret

    assert ask(secret).status_code == 200
    assert ask(secret, "vosges.").status_code == 401
    assert ask(secret, "").status_code == 401


def test_a_key_that_expired_or_was_withdrawn_opens_nothing() -> None:
    old = give(expires_at=timezone.now() - timedelta(seconds=1))
    gone = give()
    revoke_api_key(key_id=gone.key.pk, by=gone.key.created_by, at=timezone.now())

    assert ask(old.secret).status_code == ask(gone.secret).status_code == 401
    with pytest.raises(KeyIsOver):
        rotate_api_key(key_id=gone.key.pk, by=gone.key.created_by, at=timezone.now())


def test_a_secret_is_replaced_without_a_gap() -> None:
    first = give()
    second = rotate_api_key(key_id=first.key.pk, by=first.key.created_by, at=timezone.now())

    assert ask(first.secret).status_code == ask(second.secret).status_code == 200
    ApiKey.objects.update(previous_until=timezone.now() - OVERLAP)
    assert (ask(first.secret).status_code, ask(second.secret).status_code) == (401, 200)
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"api_key.created", "api_key.rotated"} <= actions


def test_a_key_has_its_own_pace() -> None:
    given = give()
    ApiKey.objects.update(per_minute=2)

    assert [ask(given.secret).status_code for _ in range(3)] == [200, 200, 429]


def test_its_use_is_noted_now_and_then() -> None:
    secret = give().secret
    ask(secret)

    with CaptureQueriesContext(connection) as queries:
        ask(secret)

    assert not any(query["sql"].startswith("UPDATE") for query in queries)


@pytest.fixture
def desk(national, settings) -> Client:
    settings.MFA_REQUIRED = False
    client = Client(headers={"host": "trousse.localhost"})
    client.user = UserFactory()
    grant_role(user=client.user, kind=RoleKind.NATIONAL_ADMINISTRATOR, tenant=None, by=None)
    client.force_login(client.user)
    return client


def test_staff_create_replace_and_withdraw_a_key(desk: Client) -> None:
    path = "/admin/membres/cles/"
    wrong = desk.post(path, {"name": "", "scopes": ["read"]})
    made = desk.post(path, {"name": "Vitrine", "scopes": ["read"], "schemas": ["tne_02"]})
    key = ApiKey.objects.get()
    replaced = desk.post(f"{path}{key.pk}/remplacer/")
    desk.post(f"{path}{key.pk}/retirer/")

    assert (wrong.status_code, made.status_code) == (422, 200)
    secrets = [page.context["given"].secret for page in (made, replaced)]
    assert all(secret in page.text for secret, page in zip(secrets, (made, replaced), strict=True))
    assert "no-store" in made.headers["Cache-Control"]
    assert all(secret not in desk.get(path).text for secret in secrets)
    assert ApiKey.objects.get().revoked_at is not None


def test_nobody_else_sees_the_keys(desk: Client) -> None:
    editor = UserFactory()
    grant_role(user=editor, kind=RoleKind.NATIONAL_EDITOR, tenant=None, by=None)
    client = Client(headers={"host": "trousse.localhost"})
    client.force_login(editor)

    assert client.get("/admin/membres/cles/").status_code in {302, 403}
    assert desk.get("/admin/membres/cles/").status_code == 200
