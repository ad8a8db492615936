"""A person opens an account, confirms it on another device, signs in, forgets the password."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from tenants.models import Mail
from tests.accounts.conftest import AISNE, browser, links_in, moved_to
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEWCOMER = {
    "first_name": "Amina",
    "last_name": "Belkacem",
    "email": "Amina@Example.org",
    "password1": PASSWORD,
    "consent": "on",
}


def test_a_newcomer_signs_up_confirms_on_another_device_and_signs_in() -> None:
    client = browser()

    answer = client.post("/compte/inscription/", NEWCOMER)

    assert answer.status_code == 302
    (mail,) = Mail.objects.filter(kind="accounts.confirm_sign_up")
    assert mail.to == "amina@example.org"
    telephone = browser(AISNE)
    (link,) = links_in(mail)
    assert telephone.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified
    telephone.post(link)
    assert EmailAddress.objects.get().verified
    answer = client.post("/compte/connexion/", {"login": "amina@example.org", "password": PASSWORD})
    assert answer.status_code == 302
    assert client.get("/compte/").status_code == 200


def test_one_sign_in_is_valid_on_every_site(person: User) -> None:
    client = browser()

    client.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})

    assert moved_to(client, AISNE).get("/compte/").status_code == 200


def test_every_confirmed_address_signs_in(person: User) -> None:
    EmailAddress.objects.create(user=person, email="jeanne@ac-lyon.fr", verified=True)
    client = browser()

    client.post("/compte/connexion/", {"login": "jeanne@ac-lyon.fr", "password": PASSWORD})

    assert client.get("/compte/").status_code == 200


def test_a_forgotten_password_is_replaced_by_the_link_once(person: User) -> None:
    client = browser()

    client.post("/compte/mot-de-passe/oublie/", {"email": person.email})
    (mail,) = Mail.objects.filter(kind="accounts.reset_password")
    (link,) = links_in(mail)
    page = client.get(link, follow=True)
    answer = client.post(
        page.redirect_chain[-1][0],
        {"password1": "encore une autre phrase", "password2": "encore une autre phrase"},
    )

    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password("encore une autre phrase")
    assert browser().get(link).status_code == 410
    assert Mail.objects.filter(kind="accounts.password_changed", to=person.email).exists()


def test_an_unconfirmed_address_does_not_sign_in_and_gets_a_new_link() -> None:
    user = UserFactory(verified=False)
    client = browser()

    answer = client.post("/compte/connexion/", {"login": user.email, "password": PASSWORD})

    assert answer.status_code == 422
    assert client.get("/compte/").status_code == 302
    assert Mail.objects.filter(kind="accounts.confirm_sign_up", to=user.email).count() == 1


@pytest.mark.parametrize("path", ["/admin/login/?next=/admin/pages/", "/_util/login/?next=/"])
def test_wagtails_own_sign_in_pages_lead_to_ours(path: str) -> None:
    answer = browser().get(path)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/compte/connexion/?next=")


def test_signing_out_everywhere_else_leaves_only_this_device(person: User) -> None:
    here, there = browser(), browser(AISNE)
    for client in (here, there):
        client.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})

    assert here.get("/compte/appareils/").content.count(b"Firefox") == 2
    here.post("/compte/appareils/")

    assert here.get("/compte/").status_code == 200
    assert there.get("/compte/").status_code == 302
