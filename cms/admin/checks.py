"""What the editor's “Checks” panel looks for in the preview, beside Wagtail's own rules.

Rules are those of axe, which runs in the browser; what ours ask of an element is in
static/js/admin-content-checks.js. French spaces are no rule: templates set them
(`kernel.typography`).
"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from cms.domain.writing import VAGUE

FILES = ", ".join(
    f'a[href$=".{kind}"]' for kind in "pdf docx xlsx pptx odt ods odp zip epub csv".split()
)
# “PDF, 240 Ko”, “1,2 Mo”, “300 kB”.
WITH_SIZE = r"\d\s?([kmg]?o|[kmg]b)\b"
LONGEST_SENTENCE = 40  # words; under 25 is easy to read
READABLE_IMAGES = ["image-alt", "image-redundant-alt", "svg-img-alt"]


def vague_names() -> list[str]:
    """Return the names to refuse, in lower case."""
    return sorted(VAGUE)


class SiteChecker(ContentCheckerItem):
    class Media:
        js = ("js/admin-content-checks.js",)

    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        *READABLE_IMAGES,
        "table-fake-caption",
        "vague-link",
        "file-link-without-size",
        "long-sentence",
    ]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": "vague-link",
            "impact": "serious",
            "selector": "main a[href]",
            "tags": ["best-practice"],
            "any": ["check-link-says-what"],
            "enabled": True,
        },
        {
            "id": "file-link-without-size",
            "impact": "moderate",
            "selector": FILES,
            "tags": ["best-practice"],
            "any": ["check-link-says-size"],
            "enabled": True,
        },
        {
            "id": "long-sentence",
            "impact": "minor",
            "selector": "main p, main li",
            "tags": ["best-practice"],
            "any": ["check-sentences-are-short"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {"id": "check-link-says-what", "options": {"vague": vague_names()}},
        {"id": "check-link-says-size", "options": {"size": WITH_SIZE}},
        {"id": "check-sentences-are-short", "options": {"most": LONGEST_SENTENCE}},
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("Image without alternative text"),
            "help_text": _("Describe it in one sentence, or tick “decorative”"),
        },
        "image-redundant-alt": {
            "error_name": _("Alternative text that repeats the text beside it"),
            "help_text": _("Say what the image adds, or tick “decorative”"),
        },
        "svg-img-alt": {
            "error_name": _("Drawing without alternative text"),
            "help_text": _("Describe it in one sentence"),
        },
        "table-fake-caption": {
            "error_name": _("Title of a table written in a cell"),
            "help_text": _("Use the table’s caption"),
        },
        "vague-link": {
            "error_name": _("Link that says nothing when read alone"),
            "help_text": _("Name what it opens, instead of “click here”"),
        },
        "file-link-without-size": {
            "error_name": _("Link to a file without its size"),
            "help_text": _("Add its format and size: (PDF, 240 KB)"),
        },
        "long-sentence": {
            "error_name": _("Very long sentence"),
            "help_text": _("Cut it in two: one idea each"),
        },
    }


def use_ours(_request: HttpRequest, items: list[Any], _page: Any) -> None:
    """Put our checker where Wagtail put its own, in the preview and in the editor alike."""
    for place, item in enumerate(items):
        if isinstance(item, ContentCheckerItem) and not isinstance(item, SiteChecker):
            items[place] = SiteChecker(in_editor=item.in_editor)
