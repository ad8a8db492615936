"""People around a project, and a payment provider to play with."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.payments.sandbox import KEY, SECRET
from campaigns.payments.sandbox.server import make
from campaigns.payments.stripe import StripeProvider
from cms.pdf import typeset
from tenants.models import Tenant
from tests.accounts.factories import UserFactory
from tests.campaigns.bank import OURS


@pytest.fixture(autouse=True)
def france(request: pytest.FixtureRequest) -> None:
    """Departments and académies; communes are 35,000 rows that no test here needs."""
    if "national" in request.fixturenames:
        request.getfixturevalue("national")
        from territories.actions.load_reference_data import SOURCES, load_reference_data

        load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])


@pytest.fixture
def officer(national: Tenant) -> User:
    """A project officer for all académies."""
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.PROJECT_OFFICER, tenant=national, by=None)
    return user


@pytest.fixture
def treasurer(national: Tenant) -> User:
    """Somebody who keeps the platform's own money."""
    return a_treasurer()


@pytest.fixture
def other_treasurer(national: Tenant) -> User:
    """The second person."""
    return a_treasurer()


def a_treasurer() -> User:
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.NATIONAL_ADMINISTRATOR, tenant=None, by=None)
    return user


@pytest.fixture
def bank(settings) -> None:
    """The platform has an account of its own."""
    settings.PLATFORM_IBAN, settings.PLATFORM_BIC = OURS, "AGRIFRPP"


@pytest.fixture
def paper(settings, tmp_path) -> SimpleUploadedFile:
    """A PDF of one page, as a manager sends it."""
    settings.MEDIA_ROOT = tmp_path
    words = dict.fromkeys(("title", "lead", "call", "foot", "url", "shown_url", "qr_alt"), "Avis")
    drawing = {"qr.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'}
    data = typeset("slips", words | {"language": "fr"}, files=drawing)
    return SimpleUploadedFile("avis.pdf", data, content_type="application/pdf")


class Sandbox:
    """A payment provider of its own for each test, and the production adapter that talks to it."""

    def __init__(self, folder, deliver_to: str = "") -> None:
        self.server, self.bank, self.postman = make(state=folder, deliver_to=deliver_to)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.provider = StripeProvider(key=KEY, webhook_secrets=[SECRET], address=self.address)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.bank.store.database.close()


@pytest.fixture
def sandbox(tmp_path):
    made = Sandbox(tmp_path)
    yield made
    made.close()


@pytest.fixture
def till(sandbox, settings, national):
    """The sandbox as the platform's provider."""
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRETS = KEY, [SECRET]
    settings.STRIPE_ADDRESS = sandbox.address
    return sandbox
