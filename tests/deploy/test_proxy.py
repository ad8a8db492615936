"""The reverse proxy's configuration, in a real nginx in front of a small server of our own."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.nginx
TEMPLATE = Path(__file__).parents[2] / "deploy" / "nginx" / "trousse.conf.template"
MAIN = """
daemon off; pid {folder}/nginx.pid; error_log stderr; {user}
events {{}}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/trousse.conf;
}}
"""


class Product(BaseHTTPRequestHandler):
    """Answers with what it was asked, or allows a file."""

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/documents/1/":
            self.send_header("X-Accel-Redirect", "/_media/tne_02/lettre.txt")
            self.send_header("Content-Type", "text/plain")
        self.end_headers()
        names = ("Host", "X-Forwarded-Proto", "X-Forwarded-For")
        self.wfile.write("|".join(self.headers[name] or "" for name in names).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@pytest.fixture(scope="module")
def product() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Product)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def write_configuration(folder: Path, product: int) -> tuple[int, int]:
    plain, secure = free_port(), free_port()
    (folder / "media" / "tne_02").mkdir(parents=True)
    (folder / "media" / "tne_02" / "lettre.txt").write_text("une lettre")
    values = {
        "${TROUSSE_UPSTREAM}": f"127.0.0.1:{product}",
        "${PLATFORM_DOMAIN}": "trousse.example",
        "${TROUSSE_CERTIFICATES}": str(folder),
        "${TROUSSE_MEDIA}": str(folder / "media"),
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl": f"listen 127.0.0.1:{secure} ssl",
    }
    text = TEMPLATE.read_text()
    for name, value in values.items():
        assert name in text
        text = text.replace(name, value)
    (folder / "trousse.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    return plain, secure


@pytest.fixture(scope="module")
def proxy(product, tmp_path_factory) -> Iterator[tuple[int, int]]:
    folder = tmp_path_factory.mktemp("nginx")
    plain, secure = write_configuration(folder, product)
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=trousse"]
    command += ["-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"]
    subprocess.run(command, check=True, capture_output=True)
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/usr/local/sbin")
    started = subprocess.Popen(
        [nginx, "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.PIPE
    )
    for _ in range(100):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", secure)) == 0:
                break
        assert started.poll() is None, started.stderr.read().decode()
        time.sleep(0.05)
    yield plain, secure
    started.terminate()
    started.communicate(timeout=10)


def ask(port: int, path: str, host: str, *, secure: bool = True) -> tuple[int, dict[str, str], str]:
    if secure:
        context = ssl._create_unverified_context()
        asked = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
    else:
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    asked.request("GET", path, headers={"Host": host})
    answer = asked.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read().decode()
    asked.close()
    return found


def test_the_product_learns_host_scheme_and_address(proxy) -> None:
    status, _, body = ask(proxy[1], "/", "aisne.trousse.example")

    assert (status, body) == (200, "aisne.trousse.example|https|127.0.0.1")


def test_an_address_that_the_product_refuses_in_french_reaches_it(proxy) -> None:
    status, _, _ = ask(proxy[1], f"/recherche/?q={'a' * 50_000}", "aisne.trousse.example")

    assert status == 200


def test_a_visitor_cannot_choose_its_own_address(proxy) -> None:
    context = ssl._create_unverified_context()
    asked = http.client.HTTPSConnection("127.0.0.1", proxy[1], context=context, timeout=10)
    asked.request("GET", "/", headers={"Host": "trousse.example", "X-Forwarded-For": "1.2.3.4"})

    assert asked.getresponse().read().decode().endswith("|127.0.0.1")
    asked.close()


def test_plain_http_goes_to_https(proxy) -> None:
    status, headers, _ = ask(proxy[0], "/actualites/?page=2", "aisne.trousse.example", secure=False)

    assert status == 301
    assert headers["Location"] == "https://aisne.trousse.example/actualites/?page=2"


def test_an_allowed_file_is_sent_by_the_proxy(proxy) -> None:
    status, _, body = ask(proxy[1], "/documents/1/", "aisne.trousse.example")

    assert (status, body) == (200, "une lettre")


def test_nobody_takes_a_file_without_asking_the_product(proxy) -> None:
    status, _, body = ask(proxy[1], "/_media/tne_02/lettre.txt", "aisne.trousse.example")

    assert status == 404
    assert "lettre" not in body


def test_the_server_does_not_say_its_version(proxy) -> None:
    _, headers, _ = ask(proxy[1], "/", "trousse.example")

    assert headers["Server"] == "nginx"
