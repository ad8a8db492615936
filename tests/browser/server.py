"""The product behind a real socket, every host of it, for tests where pages talk to the server.

Chromium leads *.localhost to this machine by itself. Rows must be committed: use `own_database`.
Where one look at one page is enough, tests/chromium.py is quicker.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connection
from django.test import Client
from playwright.sync_api import BrowserContext, Page, sync_playwright

from tools.browser import FLAGS


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[int]:
    """Answer on a free port until the test ends; give the port."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet, allow_reuse_address=False)
    server.set_app(StaticFilesHandler(WSGIHandler()))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browsing(path: str, client: Client, **options: object) -> Iterator[BrowserContext]:
    """Open a Chromium that is signed in as this client; no row may be read meanwhile."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=list(FLAGS))
        context = started.new_context(viewport={"width": 1280, "height": 900}, **options)
        sign_in(context, client)
        yield context
        context.close()
        started.close()


def sign_in(context: BrowserContext, client: Client) -> None:
    """Give the browser the cookies of this client, and no others."""
    context.clear_cookies()
    where = {"domain": f".{settings.PLATFORM_DOMAIN}", "path": "/"}
    cookies = client.cookies.items()
    context.add_cookies([{"name": name, "value": it.value, **where} for name, it in cookies])


def apart[T](read: Callable[[], T]) -> T:
    """Read rows while a browser is open: in a thread, as Chromium's driver keeps this one."""

    def read_and_close() -> T:
        try:
            return read()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(read_and_close).result()


def go(page: Page, what: str) -> None:
    """Press it, and wait for the page to which it leads."""
    with page.expect_navigation():
        page.click(what)


def outside_requests(page: Page) -> list[str]:
    """Collect from now on what the page asks of hosts that are not the platform's."""
    asked: list[str] = []
    ours = settings.PLATFORM_DOMAIN

    def note(url: str) -> None:
        host = urlsplit(url).hostname or ""
        if host and host != settings.PLATFORM_DOMAIN and not host.endswith(f".{ours}"):
            asked.append(url)

    page.on("request", lambda request: note(request.url))
    return asked
