import pytest
from allauth.account.models import EmailAddress

from accounts.actions.admit_holder import admit_holder, end_admission
from accounts.actions.grant_role import NotAllowed
from accounts.domain.roles import RoleKind
from accounts.models import AcademicDomain, HolderAdmission
from kernel.domain import DomainError
from tenants.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(with_role, national_site):
    return with_role(RoleKind.PROJECT_OFFICER, national_site)


def test_an_officer_admits_a_holder_for_a_reason_that_is_kept(officer, person) -> None:
    admit_holder(user=person, reason="École privée sous contrat", by=officer)

    assert person.may_hold_projects
    assert HolderAdmission.objects.get().reason == "École privée sous contrat"
    assert AuditEntry.objects.get(action="holder.admitted").actor_id == officer.pk


def test_without_a_reason_nobody_is_admitted(officer, person) -> None:
    with pytest.raises(DomainError):
        admit_holder(user=person, reason="  ", by=officer)


def test_a_coordinator_admits_nobody(coordinator, person) -> None:
    with pytest.raises(NotAllowed):
        admit_holder(user=person, reason="Parce que", by=coordinator)


def test_an_ended_admission_stays_written(officer, person) -> None:
    admit_holder(user=person, reason="Essai", by=officer)

    end_admission(user=person, by=officer)

    assert not person.may_hold_projects
    assert HolderAdmission.objects.get().ended_at is not None


@pytest.mark.parametrize(
    ("email", "verified", "holds"),
    [
        ("prof@ac-lyon.fr", True, True),
        ("prof@ac-lyon.fr", False, False),
        ("agent@education.gouv.fr", True, True),
        ("agent@region-academique-bretagne.fr", True, True),
        ("prof@etu.ac-lyon.fr", True, False),
        ("prof@ac-lyon.fr.example.com", True, False),
    ],
)
def test_a_confirmed_academic_address_opens_the_holders_space(
    person, email, verified, holds
) -> None:
    EmailAddress.objects.create(user=person, email=email, verified=verified)

    assert person.may_hold_projects is holds


def test_a_domain_may_answer_for_its_subdomains(person) -> None:
    AcademicDomain.objects.filter(pk="ac-lyon.fr").update(with_subdomains=True)
    EmailAddress.objects.create(user=person, email="prof@etu.ac-lyon.fr", verified=True)

    assert person.has_academic_address


def test_the_thirty_academies_are_known(db) -> None:
    assert (
        AcademicDomain.objects.filter(domain__startswith="ac-", domain__endswith=".fr").count()
        == 32
    )
