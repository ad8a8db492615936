from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.actions.grant_role import NotAllowed, end_role
from accounts.actions.invite_member import (
    OtherAccount,
    accept_invitation,
    accept_invitation_as_newcomer,
    invite_member,
    revoke_invitation,
)
from accounts.domain.roles import RoleKind
from accounts.models import Invitation, User
from kernel.domain import DomainError
from kernel.signing import InvalidLink
from tenants.models import Mail, Tenant
from tests.accounts.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
EDITOR = RoleKind.DEPARTMENT_EDITOR


def invite(
    by: User, tenant: Tenant, email: str = "lea@example.org", **more
) -> tuple[Invitation, str]:
    invitation = invite_member(email=email, kind=EDITOR, tenant=tenant, by=by, **more)
    text = Mail.objects.filter(kind="accounts.invitation", to=email).latest("pk").text
    return invitation, text.split("/compte/invitation/")[1].split("/")[0]


def test_a_newcomer_opens_an_account_with_a_confirmed_address(coordinator, aisne_site) -> None:
    _invitation, token = invite(coordinator, aisne_site)

    user = accept_invitation_as_newcomer(
        token=token, first_name="Léa", last_name="Roy", password=PASSWORD
    )

    assert user.verified_addresses() == ["lea@example.org"]
    assert user.holdings()[0].kind == EDITOR


def test_a_link_works_once(coordinator, aisne_site) -> None:
    _invitation, token = invite(coordinator, aisne_site)
    user = UserFactory(email="lea@example.org")

    accept_invitation(token=token, user=user)

    with pytest.raises(InvalidLink):
        accept_invitation(token=token, user=user)


def test_a_link_withdrawn_replaced_or_too_old_is_refused(coordinator, aisne_site, person) -> None:
    withdrawn, first = invite(coordinator, aisne_site, "a@example.org")
    revoke_invitation(invitation=withdrawn, by=coordinator)
    _old, second = invite(coordinator, aisne_site, "b@example.org")
    invite(coordinator, aisne_site, "b@example.org")
    long_ago = timezone.now() - timedelta(days=60)
    _expired, third = invite(coordinator, aisne_site, "c@example.org", at=long_ago)

    for token in (first, second, third, "inconnu"):
        with pytest.raises(InvalidLink):
            accept_invitation(token=token, user=person)


def test_the_address_does_not_join_the_account_that_answers(
    coordinator, aisne_site, person
) -> None:
    _invitation, token = invite(coordinator, aisne_site)

    accept_invitation(token=token, user=person)

    assert person.verified_addresses() == [person.email]


def test_an_address_of_another_account_is_not_taken(coordinator, aisne_site, person) -> None:
    UserFactory(email="lea@example.org")
    _invitation, token = invite(coordinator, aisne_site)

    with pytest.raises(OtherAccount):
        accept_invitation(token=token, user=person)


def test_a_sign_up_that_nobody_confirmed_does_not_keep_the_address(coordinator, aisne_site) -> None:
    UserFactory(email="lea@example.org", verified=False)
    _invitation, token = invite(coordinator, aisne_site)

    user = accept_invitation_as_newcomer(
        token=token, first_name="Léa", last_name="Roy", password=PASSWORD
    )

    assert EmailAddress.objects.get(email="lea@example.org").user == user


def test_an_invitation_dies_with_the_right_of_who_made_it(
    coordinator, aisne_site, administrator
) -> None:
    _invitation, token = invite(coordinator, aisne_site)
    end_role(role=coordinator.roles.get(), by=administrator)

    with pytest.raises(NotAllowed):
        accept_invitation(token=token, user=UserFactory(email="lea@example.org"))


def test_inviting_who_has_the_role_is_refused(coordinator, aisne_site) -> None:
    _invitation, token = invite(coordinator, aisne_site)
    accept_invitation(token=token, user=UserFactory(email="lea@example.org"))

    with pytest.raises(DomainError):
        invite(coordinator, aisne_site)


def test_only_a_digest_of_the_link_is_stored(coordinator, aisne_site) -> None:
    invitation, token = invite(coordinator, aisne_site)

    assert token not in invitation.token_digest
