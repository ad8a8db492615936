"""add_address and change_addresses: what a person does with the own addresses."""

import pytest
from allauth.account.models import EmailAddress

from accounts.actions.add_address import (
    AddressTaken,
    TooManyAddresses,
    ask_for_address,
    confirm_address,
)
from accounts.actions.change_addresses import LastAddress, make_main_address, retire_address
from accounts.models import PendingAddress, User
from kernel.domain import DomainError
from kernel.signing import InvalidLink
from tenants.models import Mail
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def token_sent_to(email: str) -> str:
    mail = Mail.objects.filter(kind="accounts.confirm_address", to=email).latest("pk")
    return mail.text.split("/compte/adresses/confirmer/")[1].split("/")[0]


def confirmed(user: User, email: str) -> EmailAddress:
    return EmailAddress.objects.create(user=user, email=email, verified=True)


def test_an_address_counts_once_confirmed_and_the_main_one_is_told(person) -> None:
    ask_for_address(user=person, email=" Jeanne@AC-Lyon.fr ")
    assert person.verified_addresses() == [person.email]

    confirm_address(token=token_sent_to("jeanne@ac-lyon.fr"))

    assert "jeanne@ac-lyon.fr" in person.verified_addresses()
    assert not PendingAddress.objects.exists()
    assert Mail.objects.filter(kind="accounts.addresses_changed", to=person.email).exists()


def test_asking_keeps_the_address_from_nobody(person) -> None:
    ask_for_address(user=person, email="victime@example.org")

    assert not EmailAddress.objects.filter(email="victime@example.org").exists()


def test_an_address_of_another_account_is_answered_alike_and_its_owner_told(person) -> None:
    other = UserFactory()

    ask_for_address(user=person, email=other.email)

    assert PendingAddress.objects.filter(user=person, email=other.email).exists()
    assert Mail.objects.get(to=other.email).kind == "accounts.address_taken"


def test_the_first_to_confirm_has_it(person) -> None:
    rival = UserFactory()
    for user in (person, rival):
        ask_for_address(user=user, email="partagee@example.org")
    first, second = (
        mail.text.split("/compte/adresses/confirmer/")[1].split("/")[0]
        for mail in Mail.objects.filter(kind="accounts.confirm_address").order_by("pk")
    )

    confirm_address(token=first)

    with pytest.raises(AddressTaken):
        confirm_address(token=second)


def test_a_link_works_once_and_dies_when_the_address_is_no_longer_asked_for(person) -> None:
    ask_for_address(user=person, email="jeanne@ac-lyon.fr")
    token = token_sent_to("jeanne@ac-lyon.fr")
    PendingAddress.objects.all().delete()

    with pytest.raises(InvalidLink):
        confirm_address(token=token)


def test_five_addresses_are_enough(person) -> None:
    for number in range(4):
        ask_for_address(user=person, email=f"a{number}@example.org")

    with pytest.raises(TooManyAddresses):
        ask_for_address(user=person, email="a9@example.org")


def test_an_own_address_is_not_added_again(person) -> None:
    with pytest.raises(DomainError):
        ask_for_address(user=person, email=person.email)


def test_the_former_main_address_is_told_of_the_new_one(person) -> None:
    before = person.email

    make_main_address(user=person, address=confirmed(person, "jeanne@ac-lyon.fr"))

    person.refresh_from_db()
    assert person.email == "jeanne@ac-lyon.fr"
    assert Mail.objects.filter(kind="accounts.addresses_changed", to=before).exists()


def test_an_address_held_by_an_unconfirmed_sign_up_can_become_the_main_one(person) -> None:
    UserFactory(email="jeanne@ac-lyon.fr", verified=False)
    ask_for_address(user=person, email="jeanne@ac-lyon.fr")
    address = confirm_address(token=token_sent_to("jeanne@ac-lyon.fr"))

    make_main_address(user=person, address=address)

    person.refresh_from_db()
    assert person.email == "jeanne@ac-lyon.fr"


def test_a_retired_address_signs_in_no_longer_and_is_told(person) -> None:
    address = confirmed(person, "jeanne@ac-caen.fr")

    retire_address(user=person, address=address)

    assert person.verified_addresses() == [person.email]
    assert Mail.objects.filter(kind="accounts.addresses_changed", to="jeanne@ac-caen.fr").exists()


def test_the_last_and_the_main_address_stay(person) -> None:
    main = EmailAddress.objects.get(user=person)

    with pytest.raises(LastAddress):
        retire_address(user=person, address=main)
    confirmed(person, "autre@example.org")
    with pytest.raises(LastAddress):
        retire_address(user=person, address=main)
