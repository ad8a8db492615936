"""Axe finds nothing on the screens of the back office, and they ask nothing of the outside."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import BrowserContext

from accounts.domain.roles import RoleKind
from cms.models import Menu, Message, NewsletterIssue
from tenants.context import enter
from tests.admin.conftest import AISNE, NATIONAL, person, signed_in
from tests.browser.server import browsing, outside_requests, serving
from tests.cms.factories import home, make_image, make_news

pytestmark = pytest.mark.chromium

READY = "document.querySelector('#wagtail-sidebar:not(.sidebar-loading)') !== null"
# Nothing came since the last look. Playwright's own "networkidle" is not told of every screen.
QUIET = """() => {
  const came = performance.getEntriesByType("resource").length, before = window.came;
  window.came = came;
  return came === before;
}"""
# Colours fade from light to dark: what is judged is where they arrive.
FAULTS = """async () => {
  await new Promise(requestAnimationFrame);
  document.getAnimations().forEach(one => { try { one.finish(); } catch { one.cancel(); } });
  const found = await axe.run(document, {resultTypes: ['violations']});
  return found.violations.map(
    fault => [fault.id, fault.nodes.map(node => node.html.slice(0, 200)).slice(0, 3)]
  );
}"""

# What the menu offers: a screen added later is judged without being told.
MENU = """() => [...document.querySelectorAll('#wagtail-sidebar a[href^="/admin/"]')]
  .map(link => link.getAttribute('href').split('#')[0]).filter(href => !href.includes('logout'))"""
STATES = [("light", 1280, "light"), ("dark", 1280, "dark"), ("narrow", 360, "light")]


@pytest.fixture
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def screens_of_a_department() -> list[str]:
    """Furnish Aisne with one of each, and return the addresses of its screens."""
    image, page = make_image(), make_news("Une nouvelle", body=[("text", "<p>Bonjour.</p>")])
    message = Message.objects.create(subject="Bonjour", body="Une question")
    NewsletterIssue.objects.create(subject="La rentrée")
    menu = Menu.objects.order_by("pk").first()
    index = page.get_parent()
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[home().pk]),
        reverse("wagtailadmin_explore", args=[index.pk]),
        f"{reverse('wagtailadmin_explore_root')}?search_all=1&review=none",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:add", args=["cms", "newspage", index.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[home().pk]),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtaildocs:index"),
        reverse("cms_admin:images_to_describe"),
        reverse("cms_admin:guide"),
        reverse("cms_admin:guide_page", args=["images"]),
        reverse("cms_messages:index"),
        reverse("cms_messages:edit", args=[message.pk]),
        reverse("cms_issues:index"),
        reverse("cms_subscribers:index"),
        reverse("wagtailsnippets_cms_menu:edit", args=[menu.pk]),
        reverse("members:list"),
        reverse("members:invite"),
    ]


SCREENS_OF_THE_NATION = [
    "wagtailadmin_home",
    "departments:index",
    "plumbing:alerts",
    "plumbing:jobs",
    "plumbing:outbox",
    "plumbing:mail_texts",
    "plumbing:audit",
    "members:coordination",
    "members:holders",
]


def faults_of(context: BrowserContext, base: str, addresses: list[str]) -> Iterator[object]:
    """Judge each screen light, dark and narrow; then whatever else the menu leads to."""
    page = context.new_page()
    outside = outside_requests(page)
    waiting, seen = list(addresses), set()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page.goto(f"{base}{address}")
        page.wait_for_function(READY)
        page.wait_for_function(QUIET, polling=500)
        if page.title().startswith("-"):
            yield address, "no title"
        page.evaluate(AXE_SCRIPT)
        waiting += page.evaluate(MENU)
        for state, width, scheme in STATES:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            if found := page.evaluate(FAULTS):
                yield address, state, found
    yield from outside


def look(
    chromium_path: str, kind: RoleKind, host: str, addresses: list[str], language: str
) -> list[object]:
    user = person(kind, host)
    user.language = language
    user.save()
    client = signed_in(user, host)
    with serving() as port, browsing(chromium_path, client) as context:
        return list(faults_of(context, f"http://{host}:{port}", addresses))


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_screens_of_a_department(own_database, files, chromium_path, language) -> None:
    with enter("tne_02"):
        addresses = screens_of_a_department()

    assert look(chromium_path, RoleKind.DEPARTMENT_COORDINATOR, AISNE, addresses, language) == []


def test_the_screens_of_the_nation(own_database, files, chromium_path) -> None:
    addresses = [reverse(name) for name in SCREENS_OF_THE_NATION]

    assert look(chromium_path, RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL, addresses, "fr") == []


def test_the_checks_panel_finds_what_our_rules_look_for(own_database, files, chromium_path) -> None:
    links = '<p><a href="https://example.org/">Cliquez ici</a>, <a href="/p.pdf">Programme</a></p>'
    endless = f"<p>{'encore un mot ' * 15}.</p>"
    with enter("tne_02"):
        page = make_news(body=[("text", links + endless)])
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    user = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    user.language = "en"
    user.save()

    with serving() as port, browsing(chromium_path, signed_in(user, AISNE)) as context:
        screen = context.new_page()
        screen.goto(f"http://{AISNE}:{port}{address}")
        screen.locator("[data-side-panel-toggle='checks']").click()
        panel = screen.locator("[data-side-panel='checks']")
        panel.get_by_text("Link that says nothing when read alone").wait_for(timeout=60_000)
        said = panel.inner_text()

    assert "Link to a file without its size" in said
    assert "Very long sentence" in said
