"""What errands of giving in a real browser share; rows must be committed: use `own_database`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from campaigns.payments.sandbox import KEY, SECRET
from tenants.models import Mail
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.browser.server import apart
from tests.campaigns.conftest import Sandbox


@contextmanager
def payments(settings: Any, folder: Path) -> Iterator[Sandbox]:
    """A payment provider of the test's own, and the departments that gifts speak of."""
    load_departments()
    made = Sandbox(folder)
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRETS = KEY, [SECRET]
    settings.STRIPE_ADDRESS = made.address
    forms = [*settings.SECURE_CSP["form-action"], made.address]
    settings.SECURE_CSP = settings.SECURE_CSP | {"form-action": forms}
    yield made
    made.close()


def load_departments() -> None:
    load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])


def code_sent() -> str:
    """Return the digits of the last message."""
    mails = Mail.objects.filter(kind="campaigns.gift-code")
    return apart(lambda: mails.latest("pk").subject[:7])
