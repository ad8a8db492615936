"""Tests that need Chromium, Java or Elasticsearch: run, or left out in one line that says why.

Where CI is set nothing may be left out: the run then stops before its first test.
"""

import os
import shutil
from collections import Counter
from collections.abc import Iterator

import pytest

from tools import browser, front, html_checker, search_package, search_server, stripe_mock

# Not on the PATH of an ordinary user of Debian.
SYSTEM_FOLDERS = ":/usr/sbin:/usr/local/sbin"


def nginx_missing() -> str:
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + SYSTEM_FOLDERS)
    return "" if found else "nginx is not installed"


# Marker -> what it needs in words, and a function that says what is lacking.
NEEDS = {
    "chromium": ("Chromium", browser.missing),
    "elasticsearch": ("Elasticsearch", search_package.missing),
    "front": ("the example front end", front.missing),
    "nginx": ("nginx", nginx_missing),
    "stripe_mock": ("stripe-mock", stripe_mock.missing),
    "vnu": ("the Nu HTML checker", html_checker.missing),
}
LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = Counter()


@pytest.hookimpl(trylast=True)  # after -m and -k: what was not asked for is not left out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    reasons: dict[str, str] = {}
    kept, left = [], []
    for item in items:
        markers = [name for name in NEEDS if item.get_closest_marker(name)]
        for name in markers:
            reasons.setdefault(name, NEEDS[name][1]())
        lacking = next((name for name in markers if reasons[name]), None)
        (left if lacking else kept).append(item)
        if lacking:
            config.stash[LEFT_OUT][line(lacking, reasons[lacking])] += 1
    if left and os.environ.get("CI"):
        pytest.exit(f"Nothing may be left out in CI: {summary(config.stash[LEFT_OUT])}", 1)
    config.hook.pytest_deselected(items=left)
    items[:] = kept


def line(marker: str, reason: str) -> str:
    return f"{NEEDS[marker][0]}, since {reason}"


def summary(left: Counter[str]) -> str:
    return "; ".join(f"{number} tests that need {words}" for words, number in left.items())


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error) -> None:
    """A worker of xdist ends: every worker left out the same tests."""
    node.config.stash[LEFT_OUT] = Counter(getattr(node, "workeroutput", {}).get("left_out", {}))


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = dict(session.config.stash[LEFT_OUT])


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    if left := config.stash[LEFT_OUT]:
        terminalreporter.write_line(f"LEFT OUT: {summary(left)}.", yellow=True, bold=True)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A Chromium that starts; for tests marked `chromium`, with tools.browser.FLAGS."""
    return browser.chromium()


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """A real Elasticsearch 8.19, started once; for tests marked `elasticsearch`."""
    if given := os.environ.get("ELASTICSEARCH_URL"):
        yield given
        return
    was_running = search_server.is_running()
    yield search_server.start()
    # With xdist another worker may still be asking: tools/run_tests.py stops it then.
    if not was_running and "PYTEST_XDIST_WORKER" not in os.environ:
        search_server.stop()
