import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.actions.close_account import close_account
from accounts.actions.export_personal_data import export_personal_data
from accounts.domain.roles import RoleKind
from accounts.models import Invitation, User
from kernel import bus, ports
from kernel.events import PersonAnonymised
from tenants.context import current_schema
from tenants.models import AuditEntry
from tests.accounts.conftest import AISNE, browser
from tests.accounts.factories import PASSWORD

pytestmark = pytest.mark.django_db


class Notes:
    """A provider of a tenant app: notes where it was asked."""

    name = "test.notes"
    covers = frozenset()
    per_tenant = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def export(self, person):
        return [ports.Section(title="Notes", rows=[{"site": current_schema()}])]

    def anonymise(self, person):
        self.asked.append(current_schema())
        return [ports.Kept(title="Notes", reason="La loi")]


@pytest.fixture
def notes():
    provider = ports.personal_data.register(Notes())
    yield provider
    ports.personal_data.forget("test.notes")


def test_every_app_forgets_the_person_on_every_site(person, notes) -> None:
    kept = close_account(user=person, by=person)

    assert sorted(notes.asked) == ["national", "tne_02", "tne_88"]
    assert [item.title for item in kept].count("Notes") == 1


def test_every_site_is_in_the_export(person, notes) -> None:
    sites = {s["site"] for s in export_personal_data(user=person) if s["title"] == "Notes"}

    assert len(sites) == 3


def test_nothing_of_the_person_is_left_and_the_row_stays(coordinator: User, administrator) -> None:
    client = browser(AISNE)
    client.post("/compte/connexion/", {"login": coordinator.email, "password": PASSWORD})
    Authenticator.objects.create(user=coordinator, type="totp", data={"secret": "x"})

    close_account(user=coordinator, by=coordinator)

    coordinator.refresh_from_db()
    assert coordinator.anonymised_at
    assert not coordinator.is_active
    assert not coordinator.has_usable_password()
    assert not coordinator.has_role()
    assert coordinator.roles.count() == 1
    assert not Authenticator.objects.filter(user=coordinator).exists()
    assert not UserSession.objects.filter(user=coordinator).exists()
    assert client.get("/admin/").status_code == 302
    assert "Martin" not in str(coordinator)


def test_closing_twice_changes_nothing(person) -> None:
    close_account(user=person, by=person)
    person.refresh_from_db()
    before = person.email

    close_account(user=person, by=person)

    person.refresh_from_db()
    assert person.email == before
    assert AuditEntry.objects.filter(action="account.closed").count() == 1


def test_an_invitation_to_the_address_forgets_it(coordinator, person, aisne_site) -> None:
    Invitation.objects.create(
        email=person.email,
        kind=RoleKind.MODERATOR,
        tenant=aisne_site,
        token_digest="x",
        invited_by=coordinator,
        expires_at="2099-01-01T00:00Z",
    )

    close_account(user=person, by=person)

    assert Invitation.objects.get().email.endswith("@example.invalid")


def test_the_event_is_published_after_commit(person, django_capture_on_commit_callbacks) -> None:
    seen: list[PersonAnonymised] = []
    bus.subscribe(PersonAnonymised)(seen.append)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        close_account(user=person, by=person)

    assert [event.user_id for event in seen] == [person.pk]
