"""A sandbox of its own for each test, and the production adapter that talks to it."""

import threading

import pytest

from campaigns.payments.sandbox import KEY, SECRET
from campaigns.payments.sandbox.server import make
from campaigns.payments.stripe import StripeProvider


class Sandbox:
    def __init__(self, folder, deliver_to=""):
        self.server, self.bank, self.postman = make(state=folder, deliver_to=deliver_to)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.provider = StripeProvider(key=KEY, webhook_secrets=[SECRET], address=self.address)

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.bank.store.database.close()


@pytest.fixture
def sandbox(tmp_path):
    made = Sandbox(tmp_path)
    yield made
    made.close()
