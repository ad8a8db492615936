import pytest

from accounts.actions.accept_legal_texts import accept_current_texts, has_texts_to_accept
from accounts.actions.grant_role import NotAllowed
from accounts.actions.publish_legal_version import publish_legal_version
from accounts.models import Acceptance, LegalKind
from kernel.domain import DomainError

pytestmark = pytest.mark.django_db


def publish(by, *, must_accept: bool, body: str = "<p>Texte</p>"):
    return publish_legal_version(
        kind=LegalKind.TERMS,
        bodies={"fr": body, "en": ""},
        changes={"fr": "Un changement."},
        requires_acceptance=must_accept,
        by=by,
    )


def test_a_version_to_accept_is_asked_until_it_or_a_later_one_is_accepted(
    administrator, person
) -> None:
    publish(administrator, must_accept=True)
    assert has_texts_to_accept(person)
    publish(administrator, must_accept=False)

    accept_current_texts(user=person)
    accept_current_texts(user=person)

    assert not has_texts_to_accept(person)
    assert Acceptance.objects.get(user=person).version.number == 2
    publish(administrator, must_accept=True)
    assert has_texts_to_accept(person)


def test_without_french_there_is_no_version(administrator) -> None:
    with pytest.raises(DomainError):
        publish(administrator, must_accept=True, body=" ")


def test_only_administrators_publish(coordinator) -> None:
    with pytest.raises(NotAllowed):
        publish(coordinator, must_accept=True)
