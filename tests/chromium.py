"""Looking at a page in a real Chromium, without a server.

The page and what the database serves are fetched first, through Django's client; Chromium then asks
a table. So no query runs while Playwright's loop does, and a test stays in its transaction.
"""

import mimetypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tools.browser import FLAGS

# WCAG 2.2 AA, the enhanced contrast that the look promises, and RGAA.
RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag2aaa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
    "RGAAv4",
]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def fetch(client: Client, host: str, path: str) -> dict[str, Answer]:
    """Return the page and the style sheets that views serve, by path."""
    answers = {path: _ask(client, host, path)}
    html = answers[path].body.decode()
    for address in re.findall(r'<link rel="stylesheet" href="(/[^"]+)"', html):
        if not address.startswith("/static/"):
            answers[address] = _ask(client, host, address)
    return answers


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@contextmanager
def opened(
    started: Browser,
    answers: dict[str, Answer],
    *,
    width: int,
    scheme: str,
    with_scripts: bool = True,
) -> Iterator[tuple[Page, Callable[[], list[str]]]]:
    """Open the first answer's page; the call tells what the browser has complained about."""
    context = started.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
    page.route("**/*", lambda route: _answer(route, answers, with_scripts=with_scripts))
    first = next(iter(answers))
    page.goto(f"http://localhost{first}")
    yield page, lambda: [text for text in complaints if "status of 4" not in text]
    context.close()


def _ask(client: Client, host: str, path: str) -> Answer:
    response = client.get(path, headers={"host": host})
    return Answer(response.status_code, dict(response.items()), response.content)


def _answer(route: Route, answers: dict[str, Answer], *, with_scripts: bool) -> None:
    path = route.request.url.removeprefix("http://localhost")
    if route.request.resource_type == "script" and not with_scripts:
        route.fulfill(status=404, body="", content_type="text/javascript")
    elif path in answers:
        known = answers[path]
        route.fulfill(status=known.status, headers=known.headers, body=known.body)
    elif found := _static_file(path):
        kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
        route.fulfill(body=Path(found).read_bytes(), content_type=kind)
    else:
        route.fulfill(status=404, body="")


def _static_file(path: str) -> str | None:
    if not path.startswith("/static/"):
        return None
    found = finders.find(path.removeprefix("/static/").split("?")[0])
    return str(found) if found else None
