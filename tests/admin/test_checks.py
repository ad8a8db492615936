"""What the editor's “Checks” panel is told to look for."""

import json
import re

from cms.admin.checks import WITH_SIZE, SiteChecker, vague_names
from tenants.context import enter
from tests.cms.factories import make_news

CONFIG = re.compile(
    r'<script id="checker-axe-configuration" type="application/json">(.*?)</script>'
)


def test_the_editor_uses_our_rules(coordinator, in_aisne) -> None:
    page = make_news()

    html = coordinator.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    given = json.loads(CONFIG.search(html)[1])
    assert {"vague-link", "file-link-without-size", "image-alt"} <= set(given["options"]["runOnly"])
    assert set(given["messages"]) >= set(SiteChecker.axe_run_only)


def test_every_rule_has_its_checks() -> None:
    checks = {check["id"] for check in SiteChecker.axe_custom_checks}
    rules = SiteChecker.axe_custom_rules

    asked = {name for rule in rules for name in (*rule.get("any", ()), *rule.get("none", ()))}
    assert asked <= checks


def test_a_size_is_recognised_as_people_write_it() -> None:
    pattern = re.compile(WITH_SIZE, re.IGNORECASE)

    assert all(map(pattern.search, ["(PDF, 240 Ko)", "1,2 Mo", "300 kB", "12\u00a0Mo"]))
    assert not any(map(pattern.search, ["Programme 2026", "Le PDF", "12 oranges"]))


def test_vague_links_are_those_of_the_hints() -> None:
    assert {"cliquez ici", "en savoir plus", "ici"} <= set(vague_names())


def test_the_preview_carries_the_same_rules(coordinator) -> None:
    with enter("tne_02"):
        page = make_news()
    coordinator.post(f"/admin/pages/{page.pk}/edit/preview/", {})

    html = coordinator.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()

    assert "vague-link" in html
