"""What leaves the platform goes to public addresses, and waits for nobody."""

import http.client
import socket
import threading
import time
from contextlib import closing, suppress

import pytest

from kernel import addresses, outside
from kernel.addresses import UnreachableAddress

SLOWLY = 0.05


class Teller:
    """A server of this machine that says its answer in parts, slowly."""

    def __init__(self, *parts: bytes) -> None:
        self.parts, self.heard = parts, b""
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self.tell, daemon=True).start()

    def tell(self) -> None:
        with suppress(OSError):
            spoken, _ = self.door.accept()
            with closing(spoken):
                self.heard = spoken.recv(65_536)
                for part in self.parts:
                    spoken.sendall(part)
                    time.sleep(SLOWLY)


@pytest.fixture
def here_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine stands for the internet."""
    monkeypatch.setattr(addresses, "is_public", lambda number: number == "127.0.0.1")
    monkeypatch.setattr(addresses, "PORTS", range(65_536))


def send(teller: Teller, path: str = "/", seconds: float = 2) -> int:
    with closing(teller.door):
        return outside.post(f"http://127.0.0.1:{teller.port}{path}", b"{}", {}, seconds=seconds)


@pytest.mark.usefixtures("here_is_public")
@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([b"HTTP/1.1 204 No Content\r\n\r\n"], 204),
        ([b"HTTP/1.1 20", b"2\r\n", b"\r\n"], 202),
        ([b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 200 OK\r\n"], 200),
        ([b"HTTP/1.0 302 Found\r\nLocation: http://10.0.0.1/\r\n\r\n"], 302),
    ],
)
def test_the_status_is_read_and_nothing_is_followed(parts: list[bytes], status: int) -> None:
    assert send(Teller(*parts)) == status


@pytest.mark.usefixtures("here_is_public")
def test_an_address_of_any_letters_is_written_as_the_web_wants_it() -> None:
    teller = Teller(b"HTTP/1.1 200 OK\r\n\r\n")

    assert send(teller, "/école?mot=été") == 200
    assert teller.heard.startswith(b"POST /%C3%A9cole?mot=%C3%A9t%C3%A9 HTTP/1.1")


@pytest.mark.usefixtures("here_is_public")
@pytest.mark.parametrize(
    "parts", [[b"SSH-2.0-OpenSSH\r\n"], [], [b"HTTP/1.1 999 ?\r\n"], [b"x" * 40_000]]
)
def test_what_is_no_answer_is_told(parts: list[bytes]) -> None:
    with pytest.raises((http.client.HTTPException, OSError)):
        send(Teller(*parts))


@pytest.mark.usefixtures("here_is_public")
def test_who_answers_letter_by_letter_holds_nobody() -> None:
    started = time.monotonic()

    with pytest.raises(TimeoutError):
        send(Teller(*[b"H"] * 100), seconds=0.3)
    assert time.monotonic() - started < 2


def test_a_name_that_leads_home_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """One private number among others is enough: the name was judged, its numbers are too."""
    found = [(2, 1, 6, "", (number, 443)) for number in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)

    with pytest.raises(UnreachableAddress):
        outside.post("https://example.org/", b"", {}, seconds=1)
