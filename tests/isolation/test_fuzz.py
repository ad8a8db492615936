"""Nothing that is sent breaks a site: every address is asked with what no page of ours sends.

A view added later is asked too. What a request changes is undone before the next one.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from zlib import crc32

import pytest
from django.core.signals import got_request_exception
from django.db import transaction
from django.test import Client
from wagtail.models import Page

from accounts.domain.roles import RoleKind
from accounts.models import User
from tenants.context import enter
from tests.isolation.secret import Secret
from tests.isolation.test_walk import BREAKS_ON_PURPOSE, secret, somebody, values  # noqa: F401
from tests.isolation.urls import Address, addresses

pytestmark = pytest.mark.django_db

HOST, NATION = {"host": "aisne.trousse.localhost"}, {"host": "trousse.localhost"}
# Where forms change something that exists: a workshop, its people, an agreement, a parent.
WITH_CONTENT = re.compile(r"(admin/)?(ateliers|territoire|tne_[a-z]+)/")
FORM = "application/x-www-form-urlencoded"
# What a query or a form is filled with: each field gets another of these.
NASTY = ("\0", "9" * 5000, "-1", "٣²", "é" * 3000, "<b>'\"{{%s}}", "[]", "2026-02-31", "\udcff")
# In an address: numbers, which most parameters are, then what a browser would have encoded.
IN_PATHS = ("0", "1", "9" * 10, "9" * 30, "%00", "%FF%C3", "%D9%A3", "a" * 3000, ".", "%0d%0ax")
# Names that views read from the address without a form that shows them.
QUERY_NAMES = frozenset(
    "page p q next site type public theme departement langue ou tri niveau format fichier ordering"
    " order_by locale id content_type collection_id page_type user_perms multiple result_id mode"
    " usage_count created_at_from query search_query state tag _w_filter_fragment per_page"
    " can_choose_root allow_external_link revision website forme duree matiere du au vue"
    " mois places commune genre etat typed first last".split()
)
FIELD = re.compile(r'<(?:input|select|textarea|button)[^>]*\sname="([^"]+)"')
# Views of Wagtail 8 that break on some nonsense, for editors alone: the guard of
# `cms.admin.nonsense` answers the others. Nothing of ours.
WAGTAILS_OWN = re.compile(
    r"admin/(choose-external-link/"  # no form was sent
    r"|pages/[^/]*/(lock|unlock|set_position)/"  # the root of all pages has no parent
    r"|pages/[^/]*/move/[^/]*/confirm/"
    r"|images/chooser/(results/)?$"  # its search warns of an older Django
    r"|redirects/import/process/"  # no file was sent before
    r"|snippets/choose/.*/create/)"  # a StreamField without its count
)


class Visitor:
    """Somebody who is the same before every request, and what broke for them."""

    def __init__(self, user: User | None, turns: int, host: dict[str, str] | None = None) -> None:
        self.client = Client(headers=host or HOST, raise_request_exception=False)
        if user:
            self.client.force_login(user)
        self.cookies = self.client.cookies.output(header="", sep=";")
        self.turns = turns
        self.broken: set[str] = set()
        self.error: BaseException | None = None

    def ask(self, paths: Iterable[str]) -> None:
        """Ask every path; where there is a page, fill its address and its forms with nonsense."""
        for path in paths:
            response = self.send("GET", path)
            self.send("POST", path)
            if response.status_code == 200:
                for data in fillings(QUERY_NAMES | fields_of(response), self.turns, path):
                    self.send("GET", path, data)
                    self.send("POST", path, data)

    def send(self, method: str, path: str, data: dict[str, bytes] | None = None) -> Any:
        self.client.cookies, self.error = SimpleCookie(self.cookies), None
        with transaction.atomic():
            response = self._ask(method, path, urlencode(data or {}))
            transaction.set_rollback(True)
        if response.status_code >= 500:
            what = f"{method} {path[:90]}{' filled' if data else ''}: {self.error!r}"
            self.broken.add(what[:300])
        return response

    def _ask(self, method: str, path: str, sent: str) -> Any:
        if method == "GET":
            response = self.client.generic("GET", f"{path}?{sent}" if sent else path)
        else:
            response = self.client.generic("POST", path, sent, content_type=FORM)
        if response.streaming:
            b"".join(response.streaming_content)
        return response

    def note(self, **_: object) -> None:
        self.error = sys.exception()


def fillings(names: Iterable[str], turns: int, path: str) -> Iterator[dict[str, bytes]]:
    """Fill all fields, each with another value; and again, `turns` times, with the next values.

    Each path begins with another one: pages share most of their fields.
    """
    for turn in range(turns):
        first = crc32(path.encode()) + turn * len(NASTY) // turns
        yield {
            name: NASTY[(first + place) % len(NASTY)].encode("utf-8", "surrogateescape")
            for place, name in enumerate(sorted(names))
        }


def fields_of(response: Any) -> set[str]:
    if response.streaming:
        return set()
    return set(FIELD.findall(response.content.decode(errors="replace"))) - {"csrfmiddlewaretoken"}


def nasty_paths(address: Address, place: int) -> Iterator[str]:
    """Fill an address with each value; of the back office's hundreds, each with the next few."""
    values = IN_PATHS if address.parameters else ("",)
    if address.parameters and address.template.startswith("admin/"):
        values = tuple(IN_PATHS[(3 * place + step) % len(IN_PATHS)] for step in range(3))
    for value in values:
        yield "/" + address.template % dict.fromkeys(address.parameters, value)


def own_pages(schema: str = "tne_02", within: str = "/") -> list[str]:
    """Return the path of every page of the starter set."""
    with enter(schema):
        found = [page.get_url_parts() for page in Page.objects.live().filter(depth__gt=1)]
    return [parts[2] for parts in found if parts and parts[2] and within in parts[2]]


@pytest.mark.parametrize(
    ("role", "turns", "starts"),
    [
        pytest.param(None, 4, "", id="a visitor"),
        pytest.param(RoleKind.DEPARTMENT_COORDINATOR, 1, "admin/", id="a coordinator"),
        pytest.param(RoleKind.DEPARTMENT_COORDINATOR, 2, "compte/", id="somebody in the account"),
    ],
)
def test_nonsense_breaks_nothing(role: RoleKind | None, turns: int, starts: str) -> None:
    visitor = Visitor(somebody(role, "tne_02" if role else None), turns)
    got_request_exception.connect(visitor.note)

    for place, address in enumerate(addresses("config.urls_department")):
        is_admin = address.template.startswith("admin/")
        wanted = address.template.startswith(starts) and (role or not is_admin)
        is_theirs = WAGTAILS_OWN.match(address.template) or address.template == BREAKS_ON_PURPOSE
        if wanted and not is_theirs:
            visitor.ask(nasty_paths(address, place))
    visitor.ask(own_pages() if role is None else ())

    assert not visitor.broken, "\n".join(sorted(visitor.broken))


def test_nonsense_breaks_nothing_of_the_library() -> None:
    """Its lists read many names from the address, on the national site alone."""
    visitor = Visitor(None, 3, NATION)
    got_request_exception.connect(visitor.note)

    visitor.ask(["/ateliers/", *own_pages("national", "/ressources/")])

    assert not visitor.broken, "\n".join(sorted(visitor.broken))


def test_nonsense_breaks_nothing_of_what_exists(secret: Secret) -> None:  # noqa: F811
    """A workshop with people, agreements, parents: their forms filled with nonsense."""
    visitor = Visitor(somebody(RoleKind.DEPARTMENT_COORDINATOR, "tne_02"), 2)
    got_request_exception.connect(visitor.note)

    for address in addresses("config.urls_department"):
        if address.parameters and WITH_CONTENT.match(address.template):
            visitor.ask(address.paths(values(address, secret)))

    assert not visitor.broken, "\n".join(sorted(visitor.broken))
