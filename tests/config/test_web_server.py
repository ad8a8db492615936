"""Addresses of any length get an answer of ours."""

import http.client
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.deploy.test_proxy import free_port

ROOT = Path(__file__).parents[2]
HOST = {"host": "aisne.trousse.localhost"}


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(len(environ["QUERY_STRING"])).encode()]


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "tests.config.test_web_server:application"]
    command += ["--config=python:config.web_server", f"--bind=127.0.0.1:{port}"]
    started = subprocess.Popen([*command, "--no-control-socket"], cwd=ROOT)
    yield port
    started.terminate()
    started.wait(timeout=10)


def ask(port: int, path: str) -> tuple[int, bytes]:
    limit = time.monotonic() + 20
    while True:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            asked.request("GET", path)
        except ConnectionRefusedError:
            assert time.monotonic() < limit
            time.sleep(0.1)
            continue
        answer = asked.getresponse()
        found = answer.status, answer.read()
        asked.close()
        return found


def test_ten_thousand_letters_reach_the_product(port: int) -> None:
    assert ask(port, f"/recherche/?q={'%C3%A9' * 10_000}") == (200, b"60002")


def test_nobody_fills_the_memory(port: int) -> None:
    status, _ = ask(port, f"/?q={'a' * 300_000}")

    assert status == 414


@pytest.mark.usefixtures("aisne")
@pytest.mark.parametrize("path", ["/recherche/", "/en/recherche/", "/api/v1/things"])
def test_ten_thousand_letters_are_searched(client: Client, path: str) -> None:
    answer = client.get(f"{path}?q={'%C3%A9' * 10_000}", headers=HOST)

    assert answer.status_code == 200


@pytest.mark.usefixtures("aisne")
def test_an_address_too_long_is_refused_in_the_readers_language(client: Client) -> None:
    said = {
        path: client.get(f"{path}?q={'a' * 70_000}", headers=HOST)
        for path in ("/recherche/", "/ar/recherche/", "/admin/", f"/{'a' * 70_000}")
    }

    assert {answer.status_code for answer in said.values()} == {414}
    assert '<html lang="ar"' in said["/ar/recherche/"].text
    assert all(len(answer.content) < 40_000 for answer in said.values())


@pytest.mark.usefixtures("aisne")
def test_the_api_refuses_it_as_a_problem(client: Client) -> None:
    answer = client.get(f"/api/v1/things?q={'a' * 70_000}", headers=HOST)

    assert (answer.status_code, answer.json()["code"]) == (414, "address-too-long")
    assert answer.headers["Content-Type"] == "application/problem+json"
