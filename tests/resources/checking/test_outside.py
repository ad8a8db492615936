"""The web is asked with care: real sockets on this machine, which the rule must refuse."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from kernel import addresses
from resources.checking.outside import OutsideWeb


class Site(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        type(self).asked.append(self.path)
        target = {
            "/moved": (301, "/here"),
            "/today": (302, "/here"),
            "/loop": (302, "/loop"),
            "/inside": (302, "http://169.254.169.254/latest/"),
        }.get(self.path)
        self.send_response(target[0] if target else 404 if self.path == "/gone" else 200)
        if target:
            self.send_header("Location", target[1])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site():
    server = HTTPServer(("127.0.0.1", 0), Site)
    Site.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def as_if_public(monkeypatch):
    """This machine stands for the internet; the rest of the rule holds."""
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda host: host == "127.0.0.1" or real(host))
    monkeypatch.setattr(addresses, "PORTS", type("Any", (), {"__contains__": lambda *_: True})())


def test_this_machine_is_never_asked(site):
    answer = OutsideWeb().ask(f"{site}/")

    assert answer.status is None
    assert answer.problem
    assert Site.asked == []


def test_a_name_that_leads_inside_is_never_asked(site, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("127.0.0.1", 80))])

    assert OutsideWeb().ask("http://example.org/").status is None
    assert Site.asked == []


@pytest.mark.parametrize(
    ("path", "status", "moved"),
    [("/here", 200, ""), ("/gone", 404, ""), ("/moved", 200, "/here"), ("/today", 200, "")],
)
def test_answers_and_moves_are_told(site, as_if_public, path, status, moved):
    answer = OutsideWeb().ask(site + path)

    assert (answer.status, answer.moved_to) == (status, site + moved if moved else "")


@pytest.mark.parametrize("path", ["/loop", "/inside"])
def test_a_redirection_inside_or_without_end_is_not_followed(site, as_if_public, path):
    answer = OutsideWeb().ask(site + path)

    assert answer.status is None
    assert answer.problem
