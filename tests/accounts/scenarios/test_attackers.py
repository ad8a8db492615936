"""Who tries passwords is stopped; the owner still gets in."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from tenants.models import Mail
from tests.accounts.conftest import AISNE, VOSGES, browser, links_in
from tests.accounts.factories import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/compte/connexion/"
WRONG = "une phrase fausse"


def try_password(email: str, *, address: str, host: str = AISNE, password: str = WRONG):
    client = browser(host, REMOTE_ADDR=address)
    return client.post(SIGN_IN, {"login": email, "password": password})


def is_in(client) -> bool:
    return client.get("/compte/").status_code == 200


def test_one_attacker_gets_ten_attempts_and_then_not_even_the_right_password(person: User) -> None:
    statuses = [try_password(person.email, address="192.0.2.1").status_code for _ in range(12)]

    assert statuses == [422] * 10 + [429] * 2
    assert try_password(person.email, address="192.0.2.1", password=PASSWORD).status_code == 429


def test_going_from_site_to_site_gives_no_more_attempts(person: User) -> None:
    for number in range(10):
        host = AISNE if number % 2 else VOSGES
        try_password(person.email, address="192.0.2.1", host=host)

    assert (
        try_password(person.email, address="192.0.2.1", host="trousse.localhost").status_code == 429
    )


def test_the_owner_elsewhere_notices_nothing(person: User) -> None:
    for _ in range(12):
        try_password(person.email, address="192.0.2.1")

    owner = browser(REMOTE_ADDR="198.51.100.7")
    owner.post(SIGN_IN, {"login": person.email, "password": PASSWORD})

    assert is_in(owner)


def test_in_the_same_network_the_owners_own_device_gets_in(person: User) -> None:
    """An attacker in the same school shares its address on the internet."""
    device = browser(REMOTE_ADDR="192.0.2.1")
    device.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    device.post("/compte/deconnexion/")
    for _ in range(12):
        try_password(person.email, address="192.0.2.1")

    device.post(SIGN_IN, {"login": person.email, "password": PASSWORD})

    assert is_in(device)


def attack_from_everywhere(email: str) -> None:
    for number in range(101):
        try_password(email, address=f"203.0.113.{number}")


def test_attacked_from_everywhere_a_known_device_gets_in_and_a_new_one_by_mail(
    person: User,
) -> None:
    device = browser(REMOTE_ADDR="198.51.100.7")
    device.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    device.post("/compte/deconnexion/")

    attack_from_everywhere(person.email)

    device.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert is_in(device)
    new = browser(REMOTE_ADDR="198.51.100.8")
    assert new.post(SIGN_IN, {"login": person.email, "password": PASSWORD}).status_code == 429
    new.post("/compte/mot-de-passe/oublie/", {"email": person.email})
    (link,) = links_in(Mail.objects.get(kind="accounts.reset_password"))
    page = new.get(link, follow=True).redirect_chain[-1][0]
    phrase = "une phrase toute neuve"
    new.post(page, {"password1": phrase, "password2": phrase})
    assert is_in(new)


def test_an_unknown_address_under_attack_is_answered_like_a_known_one(person: User) -> None:
    bodies = []
    for email in (person.email, "personne@example.org"):
        attack_from_everywhere(email)
        answer = try_password(email, address="198.51.100.9")
        bodies.append((answer.status_code, len(answer.content.replace(email.encode(), b""))))

    assert bodies[0] == bodies[1]


def test_a_forged_device_cookie_is_worth_nothing(person: User) -> None:
    for _ in range(10):
        try_password(person.email, address="192.0.2.1")
    forger = browser(AISNE, REMOTE_ADDR="192.0.2.1")
    forger.cookies["known_device"] = "eyJ4IjoieSJ9:faux:signature"

    answer = forger.post(SIGN_IN, {"login": person.email, "password": PASSWORD})

    assert answer.status_code == 429


def test_another_persons_device_is_a_stranger(person: User) -> None:
    from tests.accounts.factories import UserFactory

    other = UserFactory()
    device = browser(REMOTE_ADDR="192.0.2.1")
    device.post(SIGN_IN, {"login": other.email, "password": PASSWORD})
    device.post("/compte/deconnexion/")
    for _ in range(10):
        try_password(person.email, address="192.0.2.1")

    answer = device.post(SIGN_IN, {"login": person.email, "password": PASSWORD})

    assert answer.status_code == 429


def test_too_many_sign_ups_are_refused_and_what_was_typed_stays() -> None:
    client = browser(REMOTE_ADDR="192.0.2.1")
    form = {
        "first_name": "Ali",
        "last_name": "Roux",
        "email": "ali@example.org",
        "password1": "court",
    }
    answers = [client.post("/compte/inscription/", form) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert b'value="ali@example.org"' in answers[-1].content
    assert int(answers[-1]["Retry-After"]) > 0


def test_guessing_the_current_password_of_an_open_session_ends_at_ten(person: User) -> None:
    client = browser()
    client.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    form = {"oldpassword": "faux", "password1": "une autre phrase", "password2": "une autre phrase"}

    answers = [client.post("/compte/mot-de-passe/changer/", form) for _ in range(11)]
    right = client.post("/compte/mot-de-passe/changer/", form | {"oldpassword": PASSWORD})

    assert answers[-1].status_code == right.status_code == 429
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert EmailAddress.objects.filter(user=person).exists()
