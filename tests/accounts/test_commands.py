from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.domain.roles import RoleKind
from accounts.models import LegalVersion, User
from tests.accounts.conftest import browser

pytestmark = pytest.mark.django_db


def run(name: str, *args: str, **options: object) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out, **options)
    return out.getvalue()


def test_demo_accounts_are_refused_in_production() -> None:
    with override_settings(DEVELOPMENT=False), pytest.raises(CommandError):
        run("demo_accounts")

    assert not User.objects.exists()


def test_demo_accounts_have_one_account_for_each_role_that_signs_in() -> None:
    with override_settings(DEVELOPMENT=True):
        first, second = run("demo_accounts"), run("demo_accounts")

    assert first == second
    kinds = {role.kind for user in User.objects.all() for role in user.holdings()}
    assert kinds == set(RoleKind)
    client = browser()
    form = {"login": "administration@demo.example", "password": "trousse-de-demonstration"}
    client.post("/compte/connexion/", form)
    assert client.get("/admin/").status_code == 200
    holder = User.objects.get(email="porteuse@ac-demo.example")
    assert holder.may_hold_projects


def test_the_first_administrator_is_made_by_a_command() -> None:
    with pytest.raises(CommandError, match="--create"):
        run("grant_role", "a@example.org", "national_administrator")
    run("grant_role", "A@example.org", "national_administrator", "--create")

    user = User.objects.get(email="a@example.org")
    assert user.has_role(RoleKind.NATIONAL_ADMINISTRATOR)
    assert not user.has_usable_password()


@pytest.mark.parametrize("site", ["02", "aisne", "tne_02"])
def test_a_department_is_named_by_code_or_slug(person: User, site: str) -> None:
    run("grant_role", person.email, "department_editor", site=site)

    assert person.holdings()[0].place.schema == "tne_02"


def test_a_role_that_does_not_exist_there_is_refused(person: User) -> None:
    with pytest.raises(CommandError):
        run("grant_role", person.email, "department_editor", site="national")
    with pytest.raises(CommandError):
        run("grant_role", person.email, "department_editor", site="nulle-part")


def test_rights_are_repaired_by_a_command() -> None:
    assert "3 sites" in run("sync_rights")


def test_the_first_legal_texts_are_loaded_once() -> None:
    run("load_legal_texts")
    run("load_legal_texts")

    assert LegalVersion.objects.count() == 2
    for path in ("/compte/textes/terms/", "/compte/textes/privacy/", "/ar/compte/textes/terms/"):
        assert browser().get(path).status_code == 200
