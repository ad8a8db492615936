"""A port that somebody uses is never taken."""

import socket

import pytest

from tools import ports


@pytest.fixture
def taken():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_free_port_is_taken_as_it_is() -> None:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]

    assert ports.first_free(port) == port


def test_the_next_one_is_taken_instead(taken) -> None:
    assert not ports.is_free(taken)
    assert ports.first_free(taken) > taken


def test_a_server_on_all_addresses_counts() -> None:
    with socket.socket() as server:
        server.bind(("0.0.0.0", 0))  # noqa: S104 - what is tested
        server.listen()

        assert not ports.is_free(server.getsockname()[1])


def test_no_port_at_all_is_said(monkeypatch) -> None:
    monkeypatch.setattr(ports, "is_free", lambda port: False)

    with pytest.raises(ports.NoPortError, match="8000"):
        ports.first_free(8000)
