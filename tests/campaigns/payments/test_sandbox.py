"""The sandbox keeps the promises of Stripe on which our own rest."""

import http.server
import json
import threading
import time
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from campaigns.payments.base import ForgedEvent, ProviderRefusal
from campaigns.payments.sandbox import SECRET
from campaigns.payments.sandbox.delivery import Postman, sign
from kernel.money import Money
from tests.campaigns.payments.test_contract import LONG_AGO, REQUEST


def pay(sandbox, **changes):
    made = sandbox.provider.open_checkout(replace(REQUEST, **changes))
    return sandbox.bank.pay(made.id)["payment_intent"]


def test_one_key_makes_one_session(sandbox):
    first, again = (sandbox.provider.open_checkout(REQUEST) for _ in range(2))

    assert first.id == again.id
    with pytest.raises(ProviderRefusal):
        sandbox.provider.open_checkout(replace(REQUEST, amount=Money(1)))


def test_a_payment_says_what_it_is_for(sandbox):
    found = sandbox.provider.payment(pay(sandbox))

    assert (found.status, found.received, found.currency) == ("succeeded", Money(2550), "eur")
    assert found.metadata == {"attempt": "attempt-1", "gift": "D-123"}


def test_paying_twice_charges_once(sandbox):
    made = sandbox.provider.open_checkout(REQUEST)
    for _ in range(2):
        sandbox.bank.pay(made.id)

    kinds = [row.kind for row in sandbox.provider.transactions(LONG_AGO)]
    assert kinds == ["charge"]


def test_the_fee_is_that_of_the_price_list(sandbox):
    pay(sandbox, amount=Money(500))

    (row,) = sandbox.provider.transactions(LONG_AGO)
    assert (row.amount_cents, row.fee_cents, row.net_cents) == (500, 33, 467)


def test_a_session_ends_with_its_time(sandbox):
    past = datetime.now(UTC) - timedelta(seconds=5)
    made = sandbox.provider.open_checkout(replace(REQUEST, expires_at=past))

    assert sandbox.provider.checkout(made.id).status == "expired"
    sandbox.bank.pay(made.id)
    assert sandbox.provider.checkout(made.id).payment == ""


def test_no_more_is_refunded_than_was_paid(sandbox):
    payment = pay(sandbox)
    provider = sandbox.provider
    first = provider.refund(key="r1", payment_id=payment, amount=Money(2000), reference="1")
    again = provider.refund(key="r1", payment_id=payment, amount=Money(2000), reference="1")

    assert again.id == first.id
    with pytest.raises(ProviderRefusal):
        provider.refund(key="r2", payment_id=payment, amount=Money(551), reference="2")


def test_a_disputed_payment_is_not_refunded(sandbox):
    payment = pay(sandbox)
    dispute = sandbox.bank.open_dispute(payment)

    with pytest.raises(ProviderRefusal):
        sandbox.provider.refund(key="r", payment_id=payment, amount=Money(1), reference="1")
    sandbox.bank.end_dispute(dispute["id"], won=True)
    found = sandbox.provider.dispute(dispute["id"])
    assert (found.status, found.amount, found.fee) == ("won", Money(2550), Money(0))


def test_an_inquiry_takes_nothing_until_it_escalates(sandbox):
    payment = pay(sandbox)
    inquiry = sandbox.bank.open_dispute(payment, is_inquiry=True)["id"]

    found = sandbox.provider.dispute(inquiry)
    assert (found.status, found.is_taken) == ("warning_needs_response", False)
    assert [row.kind for row in sandbox.provider.transactions(LONG_AGO)] == ["charge"]
    sandbox.provider.refund(key="r", payment_id=payment, amount=Money(50), reference="1")

    sandbox.bank.escalate(inquiry)
    found = sandbox.provider.dispute(inquiry)
    assert (found.status, found.is_taken) == ("needs_response", True)
    kinds = [row.kind for row in sandbox.provider.transactions(LONG_AGO)]
    assert kinds == ["adjustment", "refund", "charge"]


def test_an_inquiry_that_is_answered_is_over(sandbox):
    inquiry = sandbox.bank.open_dispute(pay(sandbox), is_inquiry=True)["id"]

    sandbox.bank.end_dispute(inquiry, won=True)
    sandbox.bank.escalate(inquiry)

    found = sandbox.provider.dispute(inquiry)
    assert (found.status, found.is_taken) == ("warning_closed", False)


def test_a_refund_can_fail_later(sandbox):
    payment = pay(sandbox)
    made = sandbox.provider.refund(key="r", payment_id=payment, amount=Money(50), reference="1")
    sandbox.bank.fail_refund(made.id)

    assert sandbox.provider.read_refund(made.id).status == "failed"
    assert sum(row.amount_cents for row in sandbox.provider.transactions(LONG_AGO)) == 2550


def test_long_lists_are_read_to_their_end(sandbox):
    for number in range(120):
        sandbox.bank.store.new(
            "balance_transaction",
            "txn",
            type="charge",
            amount=number,
            fee=0,
            net=number,
            source="x",
        )

    assert len({row.id for row in sandbox.provider.transactions(LONG_AGO)}) == 120


def test_deliveries_are_signed_for_us_alone(sandbox):
    body = json.dumps(
        {
            "id": "evt_1",
            "object": "event",
            "type": "payment_intent.succeeded",
            "created": 1_700_000_000,
            "livemode": False,
            "data": {"object": {"id": "pi_1", "object": "payment_intent"}},
        }
    ).encode()
    provider = sandbox.provider

    found = provider.event(body, sign(body))
    assert (found.id, found.kind, found.object_id) == (
        "evt_1",
        "payment_intent.succeeded",
        "pi_1",
    )
    live = body.replace(b'"livemode": false', b'"livemode": true')
    for wrong, header in (
        (body + b" ", sign(body)),
        (body, sign(body, "whsec_other")),
        (body, sign(body, at=int(time.time()) - 600)),
        (body, ""),
        (live, sign(live)),
        (b"[]", sign(b"[]")),
        (b"no", sign(b"no")),
    ):
        with pytest.raises(ForgedEvent):
            provider.event(wrong, header)


def test_the_page_pays_declines_confirms_and_leaves(sandbox):
    made = sandbox.provider.open_checkout(REQUEST)

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    opener = urllib.request.build_opener(Stay)

    def press(choice):
        data = urlencode({"choice": choice}).encode()
        try:
            with opener.open(made.url, data) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Location", "")

    assert "25,50\u00a0€" in opener.open(made.url).read().decode()
    assert "refusée" in press("decline")[1]
    assert "confirmer" in press("secure")[1]
    assert press("leave") == (303, REQUEST.cancel_url)
    assert press("pay") == (303, REQUEST.return_url)
    assert press("pay") == (303, REQUEST.return_url)


def test_deliveries_may_be_repeated_and_arrive(sandbox):
    got = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append(sandbox.provider.event(body, self.headers["Stripe-Signature"]).id)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    ear = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=ear.serve_forever, args=(0.02,), daemon=True).start()
    postman = Postman(f"http://127.0.0.1:{ear.server_port}/")
    postman.weather.copies, postman.weather.shuffled = 3, True
    sandbox.bank.tell = postman.take

    pay(sandbox)
    postman.waiting.join()
    ear.shutdown()
    ear.server_close()

    assert len(got) == 6
    assert len(set(got)) == 2
    assert SECRET
