"""The sandbox over HTTP: Stripe's routes, the donor's page, and the scenarios of the demo."""

import json
import re
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from campaigns.payments.sandbox import KEY, pages
from campaigns.payments.sandbox.bank import Bank
from campaigns.payments.sandbox.delivery import Postman
from campaigns.payments.sandbox.store import Object, Refused, Store

HOST = "127.0.0.1"
LARGEST, BOARD = 256 * 1024, 20
type Route = Callable[["Handler", dict[str, Any], str], Object]


def nested(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Read line_items[0][quantity]=1 into dictionaries, as Stripe's form coding means it."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        words = re.findall(r"[^\[\]]+", name)
        place = found
        for word in words[:-1]:
            place = place.setdefault(word, {})
        place[words[-1]] = value
    return found


def _listing(rows: list[Object], asked: dict[str, Any]) -> Object:
    """Cut a page as Stripe does: newest first, after `starting_after`."""
    since = int(asked.get("created", {}).get("gte", 0))
    rows = [row for row in rows if row["created"] >= since]
    after = asked.get("starting_after")
    if after:
        rows = rows[[row["id"] for row in rows].index(after) + 1 :]
    most = int(asked.get("limit", 10))
    return {"object": "list", "data": rows[:most], "has_more": len(rows) > most, "url": "/v1"}


ROUTES: list[tuple[str, str, Route]] = [
    ("POST", r"/v1/checkout/sessions", lambda h, asked, _: h.bank.open_session(asked)),
    ("GET", r"/v1/checkout/sessions/(\w+)", lambda h, _, which: h.bank.session(which)),
    ("POST", r"/v1/checkout/sessions/(\w+)/expire", lambda h, _, w: h.bank.expire_session(w)),
    (
        "GET",
        r"/v1/payment_intents/(\w+)",
        lambda h, _, which: h.bank.store.get(which, "payment_intent"),
    ),
    ("POST", r"/v1/refunds", lambda h, asked, _: h.bank.refund(asked)),
    (
        "GET",
        r"/v1/refunds",
        lambda h, asked, _: _listing(h.bank.refunds_of(asked["payment_intent"]), asked),
    ),
    ("GET", r"/v1/refunds/(\w+)", lambda h, _, which: h.bank.store.get(which, "refund")),
    ("GET", r"/v1/disputes/(\w+)", lambda h, _, which: h.bank.store.get(which, "dispute")),
    (
        "GET",
        r"/v1/balance_transactions",
        lambda h, asked, _: _listing(h.bank.transactions(asked.get("payout", "")), asked),
    ),
    ("GET", r"/v1/payouts", lambda h, asked, _: _listing(h.bank.store.all("payout"), asked)),
    ("GET", r"/v1/events", lambda h, asked, _: _listing(h.bank.store.all("event"), asked)),
    ("POST", r"/scenario/dispute/(\w+)", lambda h, _, which: h.bank.open_dispute(which)),
    ("POST", r"/scenario/ask/(\w+)", lambda h, _, w: h.bank.open_dispute(w, is_inquiry=True)),
    ("POST", r"/scenario/escalate/(\w+)", lambda h, _, which: h.bank.escalate(which)),
    ("POST", r"/scenario/win/(\w+)", lambda h, _, which: h.bank.end_dispute(which, won=True)),
    ("POST", r"/scenario/lose/(\w+)", lambda h, _, which: h.bank.end_dispute(which, won=False)),
    ("POST", r"/scenario/fail-refund/(\w+)", lambda h, _, which: h.bank.fail_refund(which)),
]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    bank: ClassVar[Bank]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._route("GET")

    def do_POST(self) -> None:
        self._route("POST")

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: addresses hold ids of payments."""

    def _route(self, method: str) -> None:
        where = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST:
            return self._answer(413, {"error": {"message": "too large"}})
        body = self.rfile.read(length).decode()
        if where.path == "/":
            return self._board(dict(parse_qsl(body)))
        if page := re.fullmatch(r"/pay/(\w+)", where.path):
            return self._page(page[1], dict(parse_qsl(body)).get("choice", ""))
        for known, pattern, route in ROUTES:
            found = re.fullmatch(pattern, where.path)
            if known == method and found:
                asked = nested(parse_qsl(body or where.query, keep_blank_values=True))
                which = found[1] if found.groups() else ""
                return self._call(partial(route, self, asked, which), method, body)
        return self._answer(404, {"error": {"message": "Unrecognized request URL"}})

    def _call(self, route: Callable[[], Object], method: str, body: str) -> None:
        if self.path.startswith("/v1/") and self.headers["Authorization"] != f"Bearer {KEY}":
            return self._answer(401, Refused("Invalid API Key provided").body())
        try:
            key = self.headers.get("Idempotency-Key")
            if method == "POST" and key:
                question = f"{self.path}\n{body}"
                return self._answer(200, self.bank.store.once(key, question, route))
            return self._answer(200, route())
        except Refused as refused:
            return self._answer(refused.status, refused.body())
        except (KeyError, ValueError, TypeError, IndexError) as error:
            return self._answer(400, Refused(f"Missing or wrong parameter: {error}").body())

    def _page(self, session_id: str, choice: str) -> None:
        try:
            session = self.bank.session(session_id)
        except Refused:
            return self._html(404, pages.over())
        if choice == "pay":
            session = self.bank.pay(session_id)
        if choice == "leave" or session["status"] == "complete":
            return self._go(session["cancel_url" if choice == "leave" else "success_url"])
        if session["status"] != "open":
            return self._html(410, pages.over())
        if choice == "decline":
            self.bank.decline(session_id)
            return self._html(200, pages.pay(session, "La carte a été refusée."))
        return self._html(200, pages.secure(session) if choice == "secure" else pages.pay(session))

    def _board(self, asked: dict[str, str]) -> None:
        """Show what was paid, and let a visitor play the donor's bank."""
        scenarios: dict[str, Callable[[str], object]] = {
            "dispute": self.bank.open_dispute,
            "ask": partial(self.bank.open_dispute, is_inquiry=True),
            "escalate": self.bank.escalate,
            "win": partial(self.bank.end_dispute, won=True),
            "lose": partial(self.bank.end_dispute, won=False),
            "fail-refund": self.bank.fail_refund,
        }
        if scenario := scenarios.get(asked.get("do", "")):
            try:
                scenario(asked.get("which", ""))
            except Refused:
                return self._html(404, pages.over())
            return self._go("/")
        rows = [
            (kind, row)
            for kind in ("payment_intent", "refund", "dispute")
            for row in self.bank.store.all(kind)[:BOARD]
        ]
        return self._html(200, pages.board(rows))

    def _answer(self, status: int, body: Object) -> None:
        self._send(status, json.dumps(body), {"Content-Type": "application/json"})

    def _html(self, status: int, page: str) -> None:
        self._send(status, page, {"Content-Type": "text/html; charset=utf-8"})

    def _go(self, url: str) -> None:
        self._send(303, "", {"Location": url})

    def _send(self, status: int, text: str, headers: dict[str, str]) -> None:
        content = text.encode()
        self.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(content))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def make(
    *, state: Path, deliver_to: str = "", port: int = 0, host: str = ""
) -> tuple[ThreadingHTTPServer, Bank, Postman]:
    """Make a server on this machine alone; port 0 takes a free one."""
    postman = Postman(deliver_to, host)

    class Bound(Handler):
        """A handler of this server's own bank."""

    server = ThreadingHTTPServer((HOST, port), Bound)
    server.daemon_threads = True
    bank = Bank(Store(state), f"http://{HOST}:{server.server_port}", postman.take)
    Bound.bank = bank
    return server, bank, postman
