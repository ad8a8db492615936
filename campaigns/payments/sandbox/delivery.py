"""Signed deliveries of the sandbox's events: repeated, shuffled, late or lost when asked to."""

import hashlib
import hmac
import json
import logging
import queue
import random
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from campaigns.payments.sandbox import SECRET
from campaigns.payments.sandbox.store import Object

log = logging.getLogger(__name__)
TRIES, PAUSE_SECONDS = 5, 0.5


def sign(body: bytes, secret: str = SECRET, at: int | None = None) -> str:
    """Return the header that Stripe would send."""
    moment = int(time.time()) if at is None else at
    proof = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={proof}"


@dataclass(slots=True)
class Weather:
    """How badly the road behaves."""

    copies: int = 1  # each event arrives that often
    shuffled: bool = False
    lost: bool = False
    delay_seconds: float = 0.0


class Postman:
    """Delivers in a thread of its own; `idle` waits until nothing is left."""

    def __init__(self, url: str, host: str = "") -> None:
        self.url, self.host = url, host
        self.weather = Weather()
        self.waiting: queue.Queue[Object] = queue.Queue()
        threading.Thread(target=self._walk, daemon=True).start()

    def take(self, event: Object) -> None:
        if self.url and not self.weather.lost:
            for _ in range(self.weather.copies):
                self.waiting.put(event)

    def _walk(self) -> None:
        while True:
            bag = [self.waiting.get()]
            time.sleep(self.weather.delay_seconds)
            while self.weather.shuffled and not self.waiting.empty():
                bag.append(self.waiting.get())
            random.shuffle(bag) if self.weather.shuffled else None
            for event in bag:
                self._deliver(event)
                self.waiting.task_done()

    def _deliver(self, event: Object) -> None:
        body = json.dumps(event).encode()
        for attempt in range(TRIES):
            try:
                self._post(body)
            except (urllib.error.URLError, OSError) as error:
                log.warning("delivery of %s failed: %s", event["type"], error)
                time.sleep(PAUSE_SECONDS * 2**attempt)
            else:
                return

    def _post(self, body: bytes) -> None:
        headers = {"Content-Type": "application/json", "Stripe-Signature": sign(body)}
        if self.host:
            headers["Host"] = self.host
        request = urllib.request.Request(self.url, body, headers)  # noqa: S310  the site's address
        with urllib.request.urlopen(request, timeout=10):  # noqa: S310  loopback, in the sandbox
            pass
