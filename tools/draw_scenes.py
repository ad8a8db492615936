"""Write every drawing of the product: static/scenes/*.svg, static/icons/*, static/img/*.

    python -m tools.draw_scenes          # the SVG files: pure Python, always the same output
    python -m tools.draw_scenes --png    # also the PNG files, photographed by Chromium

The output is committed: neither the product nor its installation runs this.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from tools import browser
from tools.scenes import objects, windows
from tools.scenes.paper import PAPERS

ROOT = Path(__file__).parents[1] / "static"

OBJECTS: dict[str, Callable[[], str]] = {
    "scenes/trousse.svg": objects.pencil_case,
    "scenes/don.svg": objects.door_give,
    "scenes/ressource.svg": objects.door_find,
    "scenes/jardin-bleu.svg": objects.band_garden,
    "scenes/leaf-tall.svg": objects.leaf_tall,
    "scenes/leaf-small.svg": objects.leaf_small,
    "scenes/vide.svg": objects.empty_case,
    "scenes/page-dechiree.svg": objects.torn_page,
    "scenes/genre-video.svg": lambda: objects.night(objects.kind_video()),
    "scenes/genre-audio.svg": objects.kind_audio,
    "scenes/genre-fiche.svg": objects.kind_sheet,
    "scenes/genre-jeu.svg": objects.kind_game,
    "scenes/genre-lien.svg": objects.kind_link,
    "scenes/genre-mallette.svg": lambda: objects.night(objects.kind_kit(), objects.NIGHT_PAPER),
    "icons/logo.svg": lambda: objects.night(objects.logo(), objects.NIGHT_PAPER),
    # For the dark side bar of the back office, whatever the reader's preference.
    "icons/logo-clair.svg": lambda: objects.logo().replace(PAPERS["encre"], objects.NIGHT_PAPER),
    "icons/logo-departement.svg": lambda: objects.night(
        objects.logo(case="sapin", pencil="rose"), objects.NIGHT_PAPER
    ),
}

# PNG file: width, height, body of the page that is photographed.
TILE = '<body class="tile"><img src="{root}/icons/logo.svg" alt="">'
CARD = (
    '<body class="card"><div><p><img src="{root}/icons/logo.svg" alt=""> Trousse</p>'
    "<h1>De la trousse sortent de <b>grands</b> projets.</h1></div>"
    '<img class="art" src="{root}/scenes/trousse.svg" alt="">'
)
PICTURES = {
    "icons/apple-touch-icon.png": (180, 180, TILE),
    "icons/icon-192.png": (192, 192, TILE),
    "icons/icon-512.png": (512, 512, TILE),
    "icons/favicon.png": (96, 96, '<body class="bare"><img src="{root}/icons/logo.svg" alt="">'),
    "img/partage.png": (1200, 630, CARD),
}
STYLE = """
@font-face { font-family: D; font-weight: 500 800;
  src: url("{root}/fonts/bricolage-decoupe.woff2") }
html, body { margin: 0; block-size: 100%; background: transparent }
body { font: 800 5.1rem/1 D; color: #16204a }
.bare img { inline-size: 100vw; block-size: 100vh }
.tile { background: #fff; display: grid; place-items: center }
.tile img { inline-size: 66% }
.card { background: #fff1cc; display: grid; grid-template-columns: 38rem 1fr; gap: 1rem;
  padding: 3.5rem;
  box-sizing: border-box; align-items: center; border-block-end: 1.5rem solid #f8b41c }
.card h1 { font: inherit; letter-spacing: -.03em; margin: 0 }
.card b { background: #f8b41c; padding: 0 .12em }
.card p { display: flex; align-items: center; gap: 1rem; font-size: 2.6rem; margin: 0 0 2.5rem }
.card p img { inline-size: 5rem }
.art { inline-size: 112%; margin-inline-start: -6% }
"""


def drawings() -> Iterator[tuple[str, str]]:
    """Yield each SVG file of the product: its path under static/ and its text."""
    for name in windows.WINDOWS:
        yield f"scenes/{name}.svg", windows.window(name)
    for path, draw in OBJECTS.items():
        yield path, draw()


def photograph(browser_path: str) -> None:
    """Render the PNG files; only this needs a browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a tool of developers only

    root = ROOT.as_uri()
    page_file = ROOT / "scenes" / ".page.html"  # beside the drawings, so that file:// may read them
    with sync_playwright() as play:
        started = play.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--allow-file-access-from-files"]
        )
        for path, (width, height, body) in PICTURES.items():
            page = started.new_page(viewport={"width": width, "height": height})
            style = STYLE.replace("{root}", root)
            page_file.write_text(
                f"<!doctype html><style>{style}</style>{body.replace('{root}', root)}"
            )
            page.goto(page_file.as_uri())
            page.wait_for_timeout(300)
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=ROOT / path, omit_background=True)
            page.close()
        started.close()
    page_file.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the drawings of the product.")
    parser.add_argument("--png", action="store_true", help="also photograph the PNG files")
    parser.add_argument("--chromium", default="")
    options = parser.parse_args()
    for path, text in drawings():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text)
    if options.png:
        photograph(options.chromium or browser.chromium())


if __name__ == "__main__":
    main()
