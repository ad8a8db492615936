"""Looks at one page: axe, reflow, targets, focus, dark, forced colours, large and spaced text.

The page is drawn once; sizes, colours and spacing change under it.
"""

from collections.abc import Iterator
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests import chromium
from tests.chromium import Answer

type Told = Iterator[tuple[str, object]]

CHECKS = (Path(__file__).parent / "checks.js").read_text()
AXE = """async (rules) => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ['violations']});
  return found.violations.map(f => [f.id, ...f.nodes.slice(0, 3).map(n => n.html.slice(0, 120))]);
}"""
ALL = {"type": "tag", "values": chromium.RULES}
COLOURS = {
    "type": "rule",
    "values": ["color-contrast", "color-contrast-enhanced", "link-in-text-block"],
}
NARROW = {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}
# WCAG 1.4.12.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""
LARGE_TEXT = "html { font-size: 200% !important }"


def faults(
    started: Browser, answers: dict[str, Answer], *, is_sample: bool = False, is_quick: bool = False
) -> dict[str, object]:
    """Return what is wrong with a page, by what was looked at.

    `is_sample` leaves in peace the buttons of a page of samples; `is_quick` is for a page that was
    looked at in another language: no script is given to the browser, and only what a language
    changes is judged.
    """
    options = {"width": 1280, "scheme": "light", "with_scripts": not is_quick}
    with chromium.opened(started, answers, **options) as (page, complaints):
        # Colours change at once: axe would judge the middle of a transition.
        page.emulate_media(reduced_motion="reduce")
        page.evaluate(AXE_SCRIPT)
        page.evaluate(f"() => {{ window.checks = {CHECKS} }}")
        told = dict(_first(page))
        if not is_sample:
            told["needs a script"] = _ask(page, "needsScript")
            told["form refused"] = _ask(page, "withoutToken")
        if not is_quick:
            told |= dict(_colours(page))
        told |= dict(_sizes(page, (320,) if is_quick else (768, 640, 360, 320)))
        told["refused"] = complaints()
    return {what: fault for what, fault in told.items() if fault}


def _first(page: Page) -> Told:
    yield "axe", page.evaluate(AXE, ALL)
    yield "wide at 1280", _ask(page, "tooWide")
    yield "small targets", _ask(page, "smallTargets")
    yield from _under(page, "text at 200 %", LARGE_TEXT)


def _colours(page: Page) -> Told:
    yield "focus not seen", _ask(page, "hiddenFocus")
    page.emulate_media(color_scheme="dark")
    yield "axe, dark", page.evaluate(AXE, COLOURS)
    page.emulate_media(color_scheme="light", forced_colors="active")
    yield "no edge in forced colours", _ask(page, "withoutEdge")
    yield "focus not seen in forced colours", _ask(page, "hiddenFocus")
    page.emulate_media(forced_colors="none")


def _sizes(page: Page, widths: tuple[int, ...]) -> Told:
    for width in widths:  # 640: a window of 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 800})
        yield f"wide at {width}", _ask(page, "tooWide")
    yield "axe at 320", page.evaluate(AXE, NARROW)
    yield "small targets at 320", _ask(page, "smallTargets")
    yield from _under(page, "spaced text", SPACED)


def _under(page: Page, name: str, sheet: str) -> Told:
    """Judge the page with one more style sheet, as a reader's own."""
    page.evaluate("(text) => checks.sheet(text)", sheet)
    yield f"{name}: wide", _ask(page, "tooWide")
    yield f"{name}: cut", _ask(page, "cutText")
    page.evaluate("() => checks.sheet('')")


def _ask(page: Page, name: str) -> object:
    return page.evaluate(f"() => checks.{name}()")
