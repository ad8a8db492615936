"""Every kind of page there is, from page models, URL patterns and the demonstration's links.

A page model needs a page in the demonstration. An address with parameters is looked at where a page
links to it; those that come by mail are asked with words that fit nothing, and show their own page.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import resolve
from django.urls.exceptions import Resolver404

from cms.search_documents import page_models
from tenants.context import enter
from tests.isolation.urls import addresses

HOSTS = {"tne_02": "aisne.trousse.localhost", "national": "trousse.localhost"}
URLCONFS = {"tne_02": "config.urls_department", "national": "config.urls_national"}
# Not pages for visitors: the back office has its own tests, files and feeds have no look.
ELSEWHERE = ("admin/", "documents/", "_util/", "media/")
PAGES = "%(_0)s"
# The pages of the account have one frame: in another language than French two speak for all.
ALIKE = re.compile(r"compte/(?!connexion/$|inscription/$)")
# Given by mail or kept in a session: nothing links there.
SECRET = {"token", "key", "uidb36"}
NOTHING = {"token": "rien", "key": "00000000-0000-4000-8000-000000000000", "uidb36": "1"}
LINK = re.compile(r'(?:href|action)="(/[^"#?]*)')


@dataclass(frozen=True, slots=True)
class Screen:
    """One page as somebody sees it."""

    name: str
    host: str
    path: str
    is_signed_in: bool = False


@dataclass(slots=True)
class Search:
    """Looks through one site, in the order: pages of each model, what they link to, the rest."""

    schema: str
    visitor: Client
    member: Client
    linked: dict[str, str] = field(default_factory=dict)

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Yield the kind, the language and the path of one page of each model."""
        with enter(self.schema):
            for model in page_models():
                seen: set[str] = set()
                for page in model.objects.live().select_related("locale").order_by("-path"):
                    parts, language = page.get_url_parts(), page.locale.language_code
                    if parts and parts[2] and language not in seen:
                        seen.add(language)
                        yield model.__name__, language, parts[2]

    def note_links(self, path: str) -> None:
        """Remember the first link to each pattern."""
        answer = self.ask(self.visitor, path)
        is_page = answer.get("Content-Type", "").startswith("text/html")
        for found in LINK.findall(answer.content.decode() if is_page else ""):
            pattern = self.pattern_of(found)
            if pattern and "%(" in pattern:
                self.linked.setdefault(pattern, found)

    def pattern_of(self, path: str) -> str:
        try:
            route = str(resolve(path, URLCONFS[self.schema]).route)
        except Resolver404:
            return ""
        return re.sub(r"<(?:[^>:]+:)?(\w+)>", r"%(\1)s", route)

    def views(self) -> Iterator[tuple[str, str, bool]]:
        """Yield the pattern, a path and whether one must be signed in, for each page of a view."""
        for address in addresses(URLCONFS[self.schema]):
            template = address.template
            if template == PAGES or template.startswith(ELSEWHERE):
                continue
            path = self.linked.get(template) or self.filled(address)
            if path and (found := self.seen(path)) is not None:
                yield template, path, found

    def filled(self, address: Any) -> str:
        if set(address.parameters) - SECRET:
            return ""
        return "/" + address.template % NOTHING

    def seen(self, path: str) -> bool | None:
        """Say who sees a page there: False for anybody, True for a member; None for no page."""
        for client in (self.visitor, self.member):
            answer = self.ask(client, path)
            is_page = answer.get("Content-Type", "").startswith("text/html")
            if is_page and answer.status_code not in {301, 302, 405}:
                return client is self.member
        return None

    def ask(self, client: Client, path: str) -> Any:
        return client.get(path, headers={"host": HOSTS[self.schema]})


def in_language(path: str, language: str) -> str:
    return path if language == "fr" else f"/{language}{path}"


def every_screen(visitor: Client, member: Client) -> tuple[dict[str, list[Screen]], list[str]]:
    """Return the screens of each language, and what could not be reached."""
    screens: dict[str, list[Screen]] = {"fr": [], "ar": []}
    shown: dict[str, set[str]] = {"fr": set(), "ar": set()}
    for schema, host in HOSTS.items():
        search = Search(schema, visitor, member)
        for kind, language, path in list(search.pages()):
            if language == "fr":
                search.note_links(path)
            if language in screens and kind not in shown[language]:
                shown[language].add(kind)
                screens[language].append(Screen(kind, host, path))
        for path in list(search.linked.values()):
            search.note_links(path)
        for pattern, path, is_signed_in in search.views():
            for language, listed in screens.items():
                if pattern not in shown[language] and (
                    language == "fr" or not ALIKE.match(pattern)
                ):
                    shown[language].add(pattern)
                    here = in_language(path, language)
                    listed.append(Screen(pattern, host, here, is_signed_in))
    lacking = {model.__name__ for model in page_models()} - shown["fr"]
    return screens, sorted(lacking)
