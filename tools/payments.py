"""The demonstration's payment provider: the sandbox, unless the environment names a real one."""

import sys
from collections.abc import MutableMapping
from urllib.parse import urlsplit

from campaigns.payments.sandbox import KEY, SECRET
from tools import places, ports
from tools.processes import Child

IBAN = "FR7600000000000000000000097"
BESIDE = 300  # the sandbox's port, counted from the site's


def prepare(environment: MutableMapping[str, str], port: int) -> None:
    """Tell the site where the sandbox will answer, and of an account that no bank holds."""
    environment.setdefault("PLATFORM_IBAN", IBAN)
    environment.setdefault("PLATFORM_BIC", "TESTFRPPXXX")
    if environment.get("STRIPE_SECRET_KEY"):
        return
    environment["STRIPE_SECRET_KEY"], environment["STRIPE_WEBHOOK_SECRETS"] = KEY, SECRET
    environment["STRIPE_ADDRESS"] = f"http://{ports.HOST}:{ports.first_free(port + BESIDE)}"


def programs(environment: MutableMapping[str, str], port: int) -> list[Child]:
    """Return the sandbox's process; none beside a real provider."""
    if environment["STRIPE_SECRET_KEY"] != KEY or not environment.get("STRIPE_ADDRESS"):
        return []
    command = [sys.executable, "-m", "campaigns.payments.sandbox"]
    command += ["--port", str(urlsplit(environment["STRIPE_ADDRESS"]).port)]
    command += ["--state", str(places.STATE / "demo" / "payments")]
    command += ["--deliver-to", f"http://{ports.HOST}:{port}/paiements/stripe/"]
    command += ["--host", f"{environment['PLATFORM_DOMAIN']}:{port}"]
    return [Child("payments", command, dict(environment))]
