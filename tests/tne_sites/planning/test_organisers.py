"""An organiser sees its own workshops and the people who come to them, and nothing else."""

import pytest
from django.test import Client

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants.context import enter
from tenants.models import AuditEntry, Mail
from tests.accounts.factories import UserFactory
from tests.tne_sites.factories import RegistrationFactory, StructureFactory
from tests.tne_sites.views.test_finder import publish
from tne_sites.actions.admit_organiser import admit_organiser
from tne_sites.models import OrganiserAccess, Registration, Structure

pytestmark = pytest.mark.django_db
AISNE = {"host": "aisne.trousse.localhost"}
HOME = "/ateliers/organisateur/"


def signed_in(user: User, host: dict[str, str] = AISNE) -> Client:
    client = Client(headers=host)
    client.force_login(user)
    return client


def organiser_of(structure: Structure) -> User:
    user = UserFactory()
    admit_organiser(structure=structure, email=user.email.upper(), by=user)
    return user


def test_an_organiser_sees_who_comes_to_its_own_workshops_alone(aisne) -> None:
    own, other = publish(title="Le mien"), publish(title="Un autre")
    RegistrationFactory(workshop=own, name="Nadia")
    client = signed_in(organiser_of(own.organiser))

    home = client.get(HOME).content.decode()
    desk = client.get(f"{HOME}{own.pk}/").content.decode()

    assert "Le mien" in home
    assert "Un autre" not in home
    assert "Nadia" in desk
    for path in ("", "inscrire/", "ecrire/", "emargement.pdf", "inscriptions.csv"):
        assert client.get(f"{HOME}{other.pk}/{path}").status_code == 404
    for path in ("presences/", "portes/"):
        assert client.post(f"{HOME}{other.pk}/{path}").status_code == 404


def test_an_organiser_registers_somebody_and_closes_the_doors(aisne) -> None:
    workshop = publish()
    client = signed_in(organiser_of(workshop.organiser))
    desk = f"{HOME}{workshop.pk}/"

    fields = {"source": "phone", "name": "Omar", "phone": "0612345678", "party": "1"}
    client.post(f"{desk}inscrire/", fields)
    client.post(f"{desk}portes/")

    workshop.refresh_from_db()
    assert Registration.objects.get().name == "Omar"
    assert workshop.closed_at is not None


def test_nothing_of_the_back_office_opens_to_an_organiser(aisne) -> None:
    workshop = publish()
    client = signed_in(organiser_of(workshop.organiser))

    for path in ("/admin/", "/admin/ateliers/", f"/admin/ateliers/{workshop.pk}/"):
        assert client.get(path).status_code in {302, 403}


def test_an_access_that_ended_an_address_not_verified_or_another_site_open_nothing(aisne) -> None:
    workshop = publish()
    user = organiser_of(workshop.organiser)
    unverified = UserFactory(verified=False)
    admit_organiser(structure=workshop.organiser, email=unverified.email, by=user)

    assert signed_in(unverified).get(HOME).status_code == 403
    assert signed_in(user, {"host": "vosges.trousse.localhost"}).get(HOME).status_code == 403
    with enter("tne_02"):
        OrganiserAccess.objects.update(ended_at=workshop.created_at)
    assert signed_in(user).get(HOME).status_code == 403
    assert Client(headers=AISNE).get(HOME).status_code == 302


def test_the_team_gives_and_ends_accesses_and_it_is_written_down(aisne) -> None:
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.DEPARTMENT_COORDINATOR, tenant=aisne, by=None)
    client, structure = signed_in(user), StructureFactory()

    fields = {"structure": structure.pk, "email": "accueil@example.org"}
    client.post("/admin/ateliers/organisateurs/", fields)
    access = OrganiserAccess.objects.get()
    client.post(f"/admin/ateliers/organisateurs/{access.pk}/terminer/")

    access.refresh_from_db()
    acts = AuditEntry.objects.filter(action__startswith="organiser.")
    assert Mail.objects.get(kind="workshops.access").to == "accueil@example.org"
    assert access.ended_at is not None
    assert acts.count() == 2
