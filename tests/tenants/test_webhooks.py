"""Outgoing webhooks: written with the fact, signed, tried again, given up, sent again by staff."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from kernel import addresses
from tenants import webhooks
from tenants.context import enter
from tenants.models import Alert, DeliveryState, Webhook, WebhookDelivery, WebhookEvent
from tenants.webhooks import delivery
from tenants.webhooks.signing import secret_of, signature
from tests.accounts.factories import UserFactory
from tests.cms.factories import make_news
from tests.queue import drain

pytestmark = pytest.mark.usefixtures("aisne")
FACT = {"source": "pages", "key": "1", "title": "Une nouvelle"}


class Listener(BaseHTTPRequestHandler):
    answers: list[int] = []
    heard: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).heard.append((dict(self.headers), body))
        self.send_response(self.answers.pop(0) if self.answers else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server of this machine, which stands for the internet; the rest of the rule holds."""
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda host: host == "127.0.0.1" or real(host))
    monkeypatch.setattr(addresses, "PORTS", type("Any", (), {"__contains__": lambda *_: True})())
    server = HTTPServer(("127.0.0.1", 0), Listener)
    Listener.answers, Listener.heard = [], []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/trousse"
    server.shutdown()
    server.server_close()


def listen(url: str, **changes: Any) -> Webhook:
    fields = {"name": "Vitrine", "events": ["thing.changed", "thing.withdrawn"], **changes}
    return Webhook.objects.create(url=url, **fields)


def say(event: WebhookEvent = WebhookEvent.CHANGED) -> WebhookDelivery:
    with transaction.atomic():
        webhooks.write(event, [FACT])
    return WebhookDelivery.objects.get()


def test_a_message_is_signed_and_says_what_happened(listener: str) -> None:
    hook = listen(listener)
    row = say()

    drain()

    headers, body = Listener.heard[0]
    row.refresh_from_db()
    at = int(headers["Trousse-Signature"].split(",")[0].removeprefix("t="))
    assert headers["Trousse-Signature"] == signature(secret_of(hook), at, body)
    assert headers["Trousse-Delivery"] == str(row.key)
    said = json.loads(body)
    assert (said["type"], said["data"], said["site"]["code"]) == ("thing.changed", FACT, "02")
    assert row.state == DeliveryState.SENT


def test_what_is_undone_is_never_sent(listener: str) -> None:
    listen(listener)

    with transaction.atomic():
        webhooks.write(WebhookEvent.CHANGED, [FACT])
        transaction.set_rollback(True)

    assert not WebhookDelivery.objects.exists()


def test_only_those_who_listen_to_it_here_are_told(listener: str) -> None:
    listen(listener, schemas=["tne_88"])
    listen(listener, events=["thing.withdrawn"])
    listen(listener, is_active=False)
    wanted = listen(listener, schemas=["tne_02"])

    assert say().webhook == wanted


def test_a_publication_and_a_withdrawal_are_told(listener: str) -> None:
    listen(listener)
    page = make_news("Une nouvelle")
    page.save_revision().publish()
    page.unpublish()

    told = WebhookDelivery.objects.order_by("pk").values_list("event", "body__data__title")
    assert ("thing.changed", "Une nouvelle") in told
    assert ("thing.withdrawn", "Une nouvelle") in told


def test_a_draft_is_told_to_nobody(listener: str) -> None:
    listen(listener)
    make_news("Brouillon", live=False).save_revision()

    assert not WebhookDelivery.objects.exists()


def test_it_is_tried_again_later_then_given_up_and_staff_are_told(listener: str) -> None:
    listen(listener)
    row = say()
    Listener.answers = [500] * 20

    drain()
    row.refresh_from_db()
    assert (row.state, row.status, row.attempts) == (DeliveryState.WAITING, 500, 1)
    assert row.next_attempt_at > timezone.now()
    for _ in delivery.BACK_OFF:
        drain(ahead=timedelta(days=2))

    row.refresh_from_db()
    assert (row.state, row.attempts) == (DeliveryState.DEAD, len(delivery.BACK_OFF) + 1)
    assert Alert.objects.filter(kind="webhook.dead").exists()


def test_a_dead_message_is_sent_again_with_the_same_id(listener: str) -> None:
    listen(listener)
    row = say()
    Listener.answers = [410]
    drain()

    delivery.replay(WebhookDelivery.objects.get())
    drain()

    keys = [headers["Trousse-Delivery"] for headers, _body in Listener.heard]
    assert keys == [str(row.key)] * 2
    assert WebhookDelivery.objects.get().state == DeliveryState.SENT


def test_an_address_that_was_switched_off_hears_nothing_more(listener: str) -> None:
    hook = listen(listener)
    row = say()
    Webhook.objects.update(is_active=False)

    drain()
    row.refresh_from_db()
    assert (row.state, row.error, Listener.heard) == (DeliveryState.DEAD, "inactive", [])
    assert not Alert.objects.filter(kind="webhook.dead").exists()

    Webhook.objects.filter(pk=hook.pk).update(is_active=True)
    delivery.replay(row)
    drain()
    assert len(Listener.heard) == 1


def test_what_a_dead_worker_held_is_sent(listener: str) -> None:
    listen(listener)
    row = say()
    WebhookDelivery.objects.update(
        state=DeliveryState.SENDING, taken_at=timezone.now() - timedelta(hours=1)
    )

    delivery.sweep(timezone.now())
    drain()

    row.refresh_from_db()
    assert row.state == DeliveryState.SENT


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/latest/",
        "https://2130706433/",
        "https://serveur.local/",
        "https://nom:passe@example.org/",
        "https://example.org:8080/",
        "http://example.org/",
        "ftp://example.org/",
    ],
)
def test_an_address_of_a_private_network_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        Webhook(name="X", url=url, events=["thing.changed"]).full_clean()


def test_a_private_address_that_slipped_in_is_never_asked() -> None:
    listen("http://127.0.0.1:9/")
    say()

    drain()

    row = WebhookDelivery.objects.get()
    assert (row.state, row.error) == (DeliveryState.WAITING, "UnreachableAddress")


@pytest.fixture
def desk(settings: Any) -> Iterator[Client]:
    settings.MFA_REQUIRED = False
    with enter("national"):
        client, user = Client(headers={"host": "trousse.localhost"}), UserFactory()
        grant_role(user=user, kind=RoleKind.NATIONAL_ADMINISTRATOR, tenant=None, by=None)
        client.force_login(user)
        yield client


def test_a_secret_that_was_seen_is_replaced_at_once(desk: Client) -> None:
    hook = listen("https://example.org/")
    before = secret_of(hook)

    page = desk.post(f"/admin/webhooks/{hook.pk}/secret/", follow=True).text

    hook.refresh_from_db()
    assert secret_of(hook) != before
    assert secret_of(hook) in page
    assert before not in page


def test_staff_add_an_address_read_its_secret_and_send_again(desk: Client) -> None:
    path = "/admin/webhooks/"
    given = {"name": "Vitrine", "url": "https://example.org/", "events": ["thing.changed"]}
    wrong = desk.post(path, given | {"url": "https://10.0.0.1/"})
    made = desk.post(path, given | {"is_active": "on"}, follow=True)
    row = say()
    desk.post(f"{path}envois/{row.pk}/")

    assert wrong.status_code == 422
    assert secret_of(Webhook.objects.get()) in made.text
    WebhookDelivery.objects.update(error="gaierror", attempts=1)
    html = desk.get(path).text
    assert "gaierror" not in html
    assert f'action="{path}envois/{row.pk}/"' in html
    assert FACT["title"] in desk.get(f"{path}?state=waiting").text
    assert FACT["title"] not in desk.get(f"{path}?state=dead").text
