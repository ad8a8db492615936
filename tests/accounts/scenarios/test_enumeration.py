"""Nobody learns whether an address has an account: same answer, same work, same messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from tenants.models import Mail
from tests.accounts.conftest import browser
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

UNKNOWN = "personne@example.org"


@contextmanager
def counted_hashes() -> Iterator[list[str]]:
    """Note every password hashed; the hasher itself does its work."""
    done: list[str] = []
    hasher = hashers.get_hasher()
    real = type(hasher).encode

    def encode(self, password, salt, *args, **kwargs):
        done.append(password)
        return real(self, password, salt, *args, **kwargs)

    with patch.object(type(hasher), "encode", encode):
        yield done


def sign_up(email: str):
    form = {"first_name": "Ali", "last_name": "Roux", "email": email, "password1": PASSWORD}
    return browser().post("/compte/inscription/", form | {"consent": "on"})


def sign_in(email: str):
    return browser().post("/compte/connexion/", {"login": email, "password": "une phrase fausse"})


def ask_for_reset(email: str):
    return browser().post("/compte/mot-de-passe/oublie/", {"email": email})


@pytest.mark.parametrize(
    ("attempt", "hashes", "mails"), [(sign_up, 1, 1), (sign_in, 1, 0), (ask_for_reset, 0, 1)]
)
def test_a_known_and_an_unknown_address_cost_and_answer_the_same(
    person: User, attempt, hashes: int, mails: int
) -> None:
    seen = []
    for email in (person.email, UNKNOWN):
        with counted_hashes() as done:
            answer = attempt(email)
        body = answer.content.replace(email.encode(), b"")
        place = answer.headers.get("Location")
        written = Mail.objects.filter(to=email).count()
        seen.append((answer.status_code, place, len(body), len(done), written))

    assert seen[0] == seen[1]
    assert seen[0][3:] == (hashes, mails)


def test_a_known_address_costs_the_inserts_of_a_new_account_and_leaves_nothing(
    person: User,
) -> None:
    def inserted(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as queries:
            sign_up(email)
        statements = [query["sql"] for query in queries.captured_queries]
        return sorted({sql.split('"')[1] for sql in statements if sql.startswith("INSERT INTO")})

    assert "accounts_user" in inserted(UNKNOWN)
    assert inserted(person.email) == inserted("autre@example.org")
    assert User.objects.filter(email__endswith="@example.invalid").count() == 0


def test_the_message_about_a_known_address_says_so_to_its_owner_only(person: User) -> None:
    sign_up(person.email)

    (mail,) = Mail.objects.filter(to=person.email)
    assert mail.kind == "accounts.account_exists"
    assert User.objects.filter(email=person.email).count() == 1


def test_signing_up_then_trying_the_own_password_tells_nothing(person: User) -> None:
    """The password is right on the account just made, and wrong on the one that was there."""
    answers = []
    for email in (person.email, UNKNOWN):
        client = browser()
        form = {"first_name": "Ali", "last_name": "Roux", "email": email, "consent": "on"}
        client.post("/compte/inscription/", form | {"password1": "ma phrase de pirate"})
        answer = client.post(
            "/compte/connexion/", {"login": email, "password": "ma phrase de pirate"}
        )
        body = answer.content.replace(email.encode(), b"")
        answers.append((answer.status_code, len(body)))

    assert answers[0] == answers[1]


def test_one_mailbox_gets_five_unasked_messages_an_hour_known_or_not(person: User) -> None:
    for email in (person.email, UNKNOWN):
        for number in range(8):
            client = browser(REMOTE_ADDR=f"192.0.2.{number}")
            answer = client.post("/compte/mot-de-passe/oublie/", {"email": email})
            assert answer.status_code == 302

        assert Mail.objects.filter(to=email).count() == 5


def test_the_password_of_a_closed_account_is_like_a_wrong_one() -> None:
    closed = UserFactory(is_active=False)

    right = browser().post("/compte/connexion/", {"login": closed.email, "password": PASSWORD})
    wrong = sign_in(UNKNOWN)

    assert right.status_code == wrong.status_code == 422
