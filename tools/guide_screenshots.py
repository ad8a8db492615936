"""Take the pictures of the editors' guide again, from a running demonstration (`make demo`).

    python -m tools.guide_screenshots [--address http://trousse.localhost:8000]

Signs in as the demonstration's coordinator, opens real screens, and writes docs/guide/images/*.png
with few colours. Where a list would be empty, a message is sent or a letter prepared first.
"""

import argparse
import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools import browser

FOLDER = Path(__file__).parents[1] / "docs" / "guide" / "images"
PASSWORD = "trousse-de-demonstration"  # noqa: S105  that of demo_accounts, known to all
WHO, EDITOR = "coordination@demo.example", "redaction@demo.example"
DEPARTMENT = "aisne"
COLOURS = 64
SETTLE = 1500  # milliseconds: the editor draws itself after the page is loaded
PATIENCE = 60_000


@dataclass(frozen=True, slots=True)
class Desk:
    """A signed-in page and where the back office is."""

    page: Page
    base: str

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.page.wait_for_selector("#wagtail-sidebar:not(.sidebar-loading)", state="attached")
        self.page.wait_for_timeout(SETTLE)

    def first(self, kind: str) -> int:
        """The number of a page of this type, in French, from the list of pages of the type."""
        self.page.goto(f"{self.base}/admin/pages/usage/cms/{kind.lower()}/?locale=fr")
        address = self.page.locator("main a[href$='/edit/']").first.get_attribute("href") or ""
        return int(address.split("/")[-3])


def dashboard(desk: Desk) -> None:
    desk.open("/admin/")


def list_of_news(desk: Desk) -> None:
    desk.open(f"/admin/pages/{desk.first('NewsIndexPage')}/")


def editor(desk: Desk) -> None:
    desk.open(f"/admin/pages/{desk.first('NewsPage')}/edit/")


def checks(desk: Desk) -> None:
    editor(desk)
    desk.page.locator("[data-side-panel-toggle='checks']").click()
    desk.page.wait_for_timeout(4 * SETTLE)


def filters(desk: Desk) -> None:
    list_of_news(desk)
    desk.page.locator("header [data-controller~='w-drilldown'] button").first.click()
    desk.page.wait_for_timeout(SETTLE)


def images(desk: Desk) -> None:
    desk.open("/admin/images/")


def translate(desk: Desk) -> None:
    desk.open(f"/admin/localize/submit/page/{desk.first('NewsPage')}/")


def menus(desk: Desk) -> None:
    desk.open("/admin/snippets/cms/menu/")
    desk.page.locator("main table tbody a").last.click()
    desk.page.wait_for_timeout(2 * SETTLE)


def messages(desk: Desk) -> None:
    desk.open("/admin/cms_messages/")
    if desk.page.locator("main table").count() == 0:
        write_a_message(desk)
        desk.open("/admin/cms_messages/")


def write_a_message(desk: Desk) -> None:
    page = desk.page
    page.goto(f"{desk.base}/contact/")
    page.fill("[name=name]", "Nadia Belkacem")
    page.fill("[name=email]", "nadia@example.org")
    page.fill("[name=subject]", "Atelier de jeudi")
    page.fill("[name=body]", "Bonjour, l’atelier de jeudi est-il ouvert aux grands-parents ?")
    page.wait_for_timeout(6_000)  # the form refuses what is written faster than people write
    page.locator("main form button").last.click()
    page.wait_for_load_state()


def letters(desk: Desk) -> None:
    desk.open("/admin/cms_issues/")
    if desk.page.locator("main table").count() == 0:
        desk.open("/admin/cms_issues/new/")
        desk.page.fill("[name=subject]", "Les nouvelles de novembre")
        desk.page.locator("main form footer button").first.click()
        desk.page.wait_for_load_state()
        desk.open("/admin/cms_issues/")


def members(desk: Desk) -> None:
    desk.open("/admin/membres/")


def workshops(desk: Desk) -> None:
    desk.open("/admin/ateliers/")


def month(desk: Desk) -> None:
    desk.open("/admin/ateliers/?vue=mois")


def registrations(desk: Desk) -> None:
    workshops(desk)
    desk.page.locator("main table td:last-child a").first.click()
    desk.page.wait_for_timeout(SETTLE)


def coverage(desk: Desk) -> None:
    desk.open("/admin/territoire/ecoles/")


def structure(desk: Desk) -> None:
    desk.open("/admin/tne_structures/")
    desk.page.locator("main table tbody a").first.click()
    desk.page.wait_for_timeout(SETTLE)


def indicators(desk: Desk) -> None:
    desk.open("/admin/territoire/indicateurs/")


def incomplete(desk: Desk) -> None:
    desk.open("/admin/reports/ressources/a-completer/")


def resource(desk: Desk) -> None:
    desk.page.goto(f"{desk.base}/admin/pages/usage/resources/resourcepage/?locale=fr")
    address = desk.page.locator("main a[href$='/edit/']").first.get_attribute("href")
    desk.open(address or "")


SHOTS: dict[str, Callable[[Desk], None]] = {
    "messages": messages,
    "lettres": letters,
    "tableau-de-bord": dashboard,
    "liste-des-actualites": list_of_news,
    "ecrire": editor,
    "verifications": checks,
    "filtres": filters,
    "images": images,
    "traduire": translate,
    "menus": menus,
    "membres": members,
    "ateliers": workshops,
    "mois": month,
    "inscriptions": registrations,
    "etablissements": coverage,
    "structure": structure,
    "indicateurs": indicators,
}
# On the national site, by one of its editors.
NATIONAL = {"ressource": resource, "a-completer": incomplete}


def sign_in(started: Browser, base: str, who: str = WHO) -> Desk:
    page = started.new_page(viewport={"width": 1200, "height": 760}, locale="fr-FR")
    page.set_default_timeout(PATIENCE)
    page.goto(f"{base}/admin/")
    page.fill("[name=login]", who)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    page.wait_for_url("**/admin/")
    return Desk(page, base)


def keep(name: str, shot: bytes) -> int:
    """Write the picture with few colours; return its size."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    path = FOLDER / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path.stat().st_size


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://trousse.localhost:8000")
    every = [*SHOTS, *NATIONAL]
    parser.add_argument("--only", nargs="*", default=every, choices=every)
    chosen = parser.parse_args()
    address = urlsplit(chosen.address)
    if not (path := browser.chromium()):
        print(browser.missing())
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=list(browser.FLAGS))
        for place, who, shots in ((f"{DEPARTMENT}.", WHO, SHOTS), ("", EDITOR, NATIONAL)):
            wanted = [name for name in chosen.only if name in shots]
            if wanted:
                desk = sign_in(started, f"{address.scheme}://{place}{address.netloc}", who)
            for name in wanted:
                shots[name](desk)
                print(f"{name}: {keep(name, desk.page.screenshot()) // 1024} KB", flush=True)
        started.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
