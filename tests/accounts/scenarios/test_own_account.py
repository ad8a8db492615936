"""“Mon compte”: profile, messages, data, leaving; and new terms."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts import notifications
from accounts.domain.roles import RoleKind
from accounts.models import Acceptance, NotificationPreference, User
from accounts.notifications import NotificationKind, wants
from tenants.models import AuditEntry, Mail, TenantState
from tests.accounts.conftest import AISNE, browser
from tests.accounts.factories import PASSWORD, LegalVersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(person: User):
    client = browser()
    client.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})
    return client


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> NotificationKind:
    monkeypatch.setattr(notifications, "_kinds", {})
    return notifications.register(NotificationKind(name="test.news", label="Nouvelles"))


PAGES = [
    "/compte/", "/compte/profil/", "/compte/notifications/", "/compte/securite/",
    "/compte/adresses/", "/compte/mes-donnees/", "/compte/supprimer/", "/compte/appareils/",
    "/compte/mot-de-passe/changer/", "/compte/double-authentification/",
    "/compte/double-authentification/application/", "/compte/double-authentification/cles/",
    "/compte/double-authentification/cles/ajouter/", "/compte/deconnexion/",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_account_asks_to_sign_in_and_then_opens(client, path: str) -> None:
    stranger = browser().get(path)
    assert stranger.status_code == 302

    assert client.get(path).status_code == 200
    assert client.get(f"/ar{path}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/compte/mes-donnees/", "/compte/double-authentification/application/"]
)
def test_serious_pages_ask_for_the_password_again_after_a_while(client, path: str) -> None:
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 16 * 60
    session.save()

    answer = client.get(path)
    assert answer["Location"].startswith("/compte/verification/?next=")
    wrong = client.post(answer["Location"], {"password": "faux"})
    assert wrong.status_code == 422
    client.post(answer["Location"], {"password": PASSWORD})

    assert client.get(path).status_code == 200


def test_name_and_language_are_changed(client, person: User) -> None:
    form = {"first_name": "Zoé", "last_name": "Petit", "language": "ar"}

    assert client.post("/compte/profil/", form).status_code == 302

    person.refresh_from_db()
    assert (person.first_name, person.language) == ("Zoé", "ar")


def test_a_profile_without_name_is_refused_and_nothing_is_lost(client, person: User) -> None:
    answer = client.post(
        "/compte/profil/", {"first_name": "", "last_name": "Petit", "language": "fr"}
    )

    assert answer.status_code == 422
    assert b'value="Petit"' in answer.content
    person.refresh_from_db()
    assert person.first_name == "Jeanne"


def test_a_message_may_be_refused_and_wanted_again(client, person: User, news) -> None:
    assert wants(person, "test.news")

    client.post("/compte/notifications/", {})
    assert not wants(person, "test.news")
    client.post("/compte/notifications/", {"test.news": "on"})

    assert wants(person, "test.news")
    assert NotificationPreference.objects.count() == 1


def test_an_address_is_added_and_retired_through_the_pages(client, person: User) -> None:
    client.post("/compte/adresses/", {"email": "jeanne@ac-lyon.fr"})
    mail = Mail.objects.get(kind="accounts.confirm_address")
    link = (
        "/compte/adresses/confirmer/"
        + mail.text.split("/compte/adresses/confirmer/")[1].split("/")[0]
        + "/"
    )
    telephone = browser(AISNE)
    assert telephone.get(link).status_code == 200
    assert telephone.post(link).status_code == 302
    address = EmailAddress.objects.get(email="jeanne@ac-lyon.fr")

    assert b"jeanne@ac-lyon.fr" in client.get("/compte/adresses/").content
    client.post(f"/compte/adresses/{address.pk}/principale/")
    person.refresh_from_db()
    assert person.email == "jeanne@ac-lyon.fr"
    assert telephone.get(link).status_code == 410


def test_nobody_touches_another_persons_address(client) -> None:
    from tests.accounts.factories import UserFactory

    theirs = EmailAddress.objects.get(user=UserFactory())

    assert client.post(f"/compte/adresses/{theirs.pk}/retirer/").status_code == 404
    assert client.post(f"/compte/adresses/{theirs.pk}/principale/").status_code == 404


def test_all_data_are_downloaded_readable_and_as_json(client, person: User) -> None:
    page = client.get("/compte/mes-donnees/?fichier=1")
    data = json.loads(client.get("/compte/mes-donnees/trousse.json").content)

    assert person.email in page.content.decode()
    assert "attachment" in page["Content-Disposition"]
    values = [
        str(value)
        for section in data["sections"]
        for row in section["rows"]
        for value in row.values()
    ]
    assert {"Jeanne", "Martin", person.email} <= set(values)


def test_the_account_is_deleted_with_the_password(client, person: User) -> None:
    email = person.email

    assert client.post("/compte/supprimer/", {"password": "faux"}).status_code == 422
    answer = client.post("/compte/supprimer/", {"password": PASSWORD}, follow=True)

    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.anonymised_at
    assert person.first_name == person.last_name == ""
    assert email not in person.email
    assert client.get("/compte/").status_code == 302
    assert not EmailAddress.objects.filter(user=person).exists()
    assert Mail.objects.filter(kind="accounts.account_closed", to=email).exists()
    assert AuditEntry.objects.filter(action="account.closed", actor_id=person.pk).exists()
    signing_in = browser().post("/compte/connexion/", {"login": email, "password": PASSWORD})
    assert signing_in.status_code == 422


def test_the_account_is_deleted_with_a_code_by_mail(client, person: User) -> None:
    client.post("/compte/supprimer/code/")
    code = Mail.objects.get(kind="accounts.confirmation_code").subject.split()[-1]

    client.post("/compte/supprimer/", {"code": f" {code[:3]} {code[3:]} "})

    person.refresh_from_db()
    assert person.anonymised_at


def test_a_code_of_another_session_deletes_nothing(client, person: User) -> None:
    client.post("/compte/supprimer/code/")
    code = Mail.objects.get(kind="accounts.confirmation_code").subject.split()[-1]
    other = browser()
    other.post("/compte/connexion/", {"login": person.email, "password": PASSWORD})

    assert other.post("/compte/supprimer/", {"code": code}).status_code == 422


def test_new_terms_are_asked_once_and_come_before_the_rest(client, person: User) -> None:
    version = LegalVersionFactory(requires_acceptance=True)

    answer = client.get("/compte/profil/")
    assert answer["Location"].startswith("/compte/textes/accepter/")
    assert client.get(f"/compte/textes/terms/{version.number}/").status_code == 200
    assert client.get("/compte/mes-donnees/").status_code == 200
    page = client.get(answer["Location"])
    assert page.status_code == 200
    answer = client.post("/compte/textes/accepter/", {"next": "/compte/profil/"})

    assert answer["Location"] == "/compte/profil/"
    assert client.get("/compte/profil/").status_code == 200
    assert Acceptance.objects.get(user=person).version == version


def test_a_corrected_typing_error_asks_nobody(client) -> None:
    LegalVersionFactory(requires_acceptance=False)

    assert client.get("/compte/").status_code == 200


def test_a_text_not_in_force_yet_asks_nobody_and_is_shown_to_nobody(client) -> None:
    LegalVersionFactory(
        number=9, requires_acceptance=True, published_at=timezone.now() + timedelta(days=3)
    )

    assert client.get("/compte/").status_code == 200
    assert client.get("/compte/textes/terms/9/").status_code == 404


def test_the_page_after_acceptance_stays_on_the_site(client) -> None:
    LegalVersionFactory(requires_acceptance=True)

    answer = client.post("/compte/textes/accepter/", {"next": "https://evil.example/"})

    assert answer["Location"] == "/compte/"


def test_a_legal_text_can_carry_no_script() -> None:
    LegalVersionFactory(text='<p>Bien</p><script>alert(1)</script><a href="javascript:x">a</a>')

    body = browser().get("/compte/textes/terms/").content

    assert b"alert(1)" not in body
    assert b"javascript:" not in body


def test_signing_up_accepts_the_texts_in_force() -> None:
    version = LegalVersionFactory(requires_acceptance=True)
    form = {"first_name": "Ali", "last_name": "Roux", "email": "ali@example.org"}

    refused = browser().post("/compte/inscription/", form | {"password1": PASSWORD})
    browser().post("/compte/inscription/", form | {"password1": PASSWORD, "consent": "on"})

    assert refused.status_code == 422
    assert Acceptance.objects.get().version == version


def test_the_only_administrator_cannot_leave(administrator: User) -> None:
    client = browser()
    client.post("/compte/connexion/", {"login": administrator.email, "password": PASSWORD})

    answer = client.post("/compte/supprimer/", {"password": PASSWORD})

    assert answer.status_code == 422
    administrator.refresh_from_db()
    assert administrator.has_role(RoleKind.NATIONAL_ADMINISTRATOR)


def test_an_archived_site_lets_people_accept_and_sign_out(person: User, aisne_site) -> None:
    LegalVersionFactory(requires_acceptance=True)
    aisne_site.state = TenantState.ARCHIVED
    aisne_site.save()
    client = browser(AISNE)
    client.force_login(person)

    accepted = client.post("/compte/textes/accepter/")
    left = client.post("/compte/deconnexion/")

    assert (accepted.status_code, left.status_code) == (302, 302)
    assert client.get("/").status_code == 200
    assert client.post("/signaler/").status_code == 403
