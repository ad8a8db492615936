"""Roles need a second factor where the setting says so; nothing else opens before."""

import base64
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from accounts.domain.roles import RoleKind
from accounts.models import User
from accounts.second_factor import has_one
from tenants.models import Mail
from tests.accounts.conftest import AISNE, VOSGES, browser, moved_to
from tests.accounts.factories import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = "/compte/connexion/", "/compte/connexion/code/"
ENROL = "/compte/double-authentification/"


@pytest.fixture(autouse=True)
def required(settings) -> None:
    settings.MFA_REQUIRED = True


def code_of(secret: str, step: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def signed_in(user: User, host: str = AISNE):
    client = browser(host)
    client.post(SIGN_IN, {"login": user.email, "password": PASSWORD})
    return client


def enrol(client) -> str:
    """Add an app, as a person does: read the secret, type the code."""
    page = client.get(f"{ENROL}application/")
    secret = page.context["form"].secret
    answer = client.post(f"{ENROL}application/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret


@pytest.mark.parametrize(
    "path", ["/", "/compte/", "/admin/", "/compte/mes-donnees/", "/admin/membres/"]
)
def test_a_coordinator_without_second_factor_is_sent_to_add_one(
    coordinator: User, path: str
) -> None:
    answer = signed_in(coordinator).get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith(ENROL)


def test_a_mistyped_host_is_answered_whatever_the_account_lacks(coordinator: User) -> None:
    """The session is known on every host of the platform; this one has no page to be sent to."""
    client = browser("aines.trousse.localhost")
    client.force_login(coordinator)

    assert client.get("/").status_code == 404


def test_what_was_being_sent_is_not_done(coordinator: User) -> None:
    answer = signed_in(coordinator).post("/compte/profil/", {"first_name": "X", "last_name": "Y"})

    assert answer.status_code == 403
    coordinator.refresh_from_db()
    assert coordinator.first_name == "Jeanne"


def test_once_added_everything_opens_and_the_next_sign_in_asks_for_a_code(
    coordinator: User,
) -> None:
    client = signed_in(coordinator)
    secret = enrol(client)
    assert client.get("/compte/").status_code == 200

    again = browser(AISNE)
    answer = again.post(SIGN_IN, {"login": coordinator.email, "password": PASSWORD})
    assert answer["Location"] == CODE
    assert again.get("/compte/").status_code == 302
    again.post(CODE, {"code": code_of(secret, step=1)})

    assert again.get("/compte/").status_code == 200
    assert Mail.objects.filter(kind="accounts.second_factor_changed", to=coordinator.email).exists()


def test_a_code_works_once_on_all_sites_together(coordinator: User) -> None:
    secret = enrol(signed_in(coordinator))
    code = code_of(secret, step=1)
    first, second = browser(AISNE), browser(VOSGES)
    for client in (first, second):
        client.post(SIGN_IN, {"login": coordinator.email, "password": PASSWORD})

    first.post(CODE, {"code": code})
    answer = second.post(CODE, {"code": code})

    assert first.get("/compte/").status_code == 200
    assert answer.status_code == 422


def test_codes_cannot_be_tried_for_ever(coordinator: User) -> None:
    enrol(signed_in(coordinator))
    thief = browser(AISNE)
    thief.post(SIGN_IN, {"login": coordinator.email, "password": PASSWORD})

    statuses = [thief.post(CODE, {"code": "000000"}).status_code for _ in range(6)]

    assert statuses == [422] * 5 + [429]


def test_the_last_factor_stays_while_the_role_needs_it(coordinator: User) -> None:
    client = signed_in(coordinator)
    enrol(client)

    client.post(f"{ENROL}application/retirer/")

    assert has_one(coordinator)


def test_a_factor_may_go_once_no_role_needs_it(person: User) -> None:
    client = signed_in(person)
    enrol(client)

    client.post(f"{ENROL}application/retirer/")

    assert not has_one(person)


def test_recovery_codes_alone_are_no_second_factor(coordinator: User) -> None:
    Authenticator.objects.create(
        user=coordinator, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )

    assert not has_one(coordinator)


def test_a_role_given_meanwhile_is_seen_at_the_next_page(person: User, aisne_site) -> None:
    from accounts.actions.grant_role import grant_role

    client = signed_in(person)
    assert client.get("/compte/").status_code == 200

    grant_role(user=person, kind=RoleKind.DEPARTMENT_EDITOR, tenant=aisne_site, by=None)

    assert client.get("/compte/")["Location"].startswith(ENROL)
    assert moved_to(client, VOSGES).get("/compte/")["Location"].startswith(ENROL)


def test_the_apps_secret_is_encrypted_in_the_table(coordinator: User) -> None:
    secret = enrol(signed_in(coordinator))

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    assert base64.urlsafe_b64decode(stored)[0] == 0x80


def test_an_older_secret_key_still_reads(settings, coordinator: User) -> None:
    secret = enrol(signed_in(coordinator))
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"

    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP)

    assert stored.wrap().validate_code(code_of(secret, step=1))
    assert generate_totp_secret() != secret


def test_where_nothing_requires_it_a_role_opens_with_the_password(
    settings, coordinator: User
) -> None:
    settings.MFA_REQUIRED = False

    assert signed_in(coordinator).get("/compte/").status_code == 200
