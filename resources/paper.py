"""Pages of the resource centre on paper, or without network: the same words, as nodes.

`pdf_of` gives the PDF of a page; `nodes_of` gives its parts to whoever shows them elsewhere.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _, override

from cms.pdf import prose, typeset
from cms.pdf.body import Setter
from cms.pdf.prose import Node
from cms.templatetags.components import euros
from resources import facts, funding
from resources.paper_gauge import gauge_nodes
from resources.reading import kit_sections

type Draw = Callable[[Any, Setter], list[Node]]


def pdf_of(page: Any, *, root_url: str) -> bytes:
    """Return the page as a tagged PDF in its own language."""
    language = page.locale.language_code
    setter = Setter(root_url, language)
    with override(language):
        data = {
            "title": setter.words(page.title),
            "kind": kind_of(page),
            "language": language,
            "lead": setter.words(page.summary),
            "authors": page.authors,
            "facts": [[fact["term"], setter.words(fact["value"])] for fact in facts.of(page)],
            "nodes": nodes_of(page, setter),
            "licence": str(page.deed.sentence) if page.deed else "",
            "url": f"{root_url}{page.url}",
            "foot": "Trousse",
        }
    return typeset("document", data, files=setter.files)


def kind_of(page: Any) -> str:
    """Name what the page is, with its number when it has one."""
    name = page.get_kind_display() if hasattr(page, "kind") else page._meta.verbose_name
    number = getattr(page, "number", None)
    return f"{str(name)[:1].upper()}{str(name)[1:]}{f' {number}' if number else ''}"


def nodes_of(page: Any, setter: Setter) -> list[Node]:
    """Return every part that the page has, in the order of its page on the site."""
    return _sound([node for name in PARTS for node in _drawn(page, name, setter)])


def part_of(page: Any, name: str, setter: Setter) -> list[Node]:
    """Return one of `PARTS` alone; nothing when the page has none of it."""
    return _sound(_drawn(page, name, setter))


def _drawn(page: Any, name: str, setter: Setter) -> list[Node]:
    return PARTS[name](page, setter) if getattr(page, name, None) else []


def _sound(nodes: list[Node]) -> list[Node]:
    """Leave empty paragraphs out, and never let a heading skip a level."""
    kept: list[Node] = []
    level = 1
    for node in nodes:
        if node["kind"] == "paragraph" and not any(run["text"].strip() for run in node["runs"]):
            continue
        if node["kind"] == "heading":
            level = min(max(node["level"], 2), level + 1)
            node = {**node, "level": level}  # noqa: PLW2901  the same node, one level up
        kept.append(node)
    return kept


def _lines(title: str, lines: list[str], setter: Setter) -> list[Node]:
    return [setter.heading(title), prose.bullets([setter.words(line) for line in lines])]


def _steps(page: Any, setter: Setter) -> list[Node]:
    pairs = [
        (setter.words(block.value["title"]), setter.words(block.value["text"]))
        for block in page.steps
    ]
    return [setter.heading(_("Step by step")), prose.steps(pairs)]


def _budget(page: Any, setter: Setter) -> list[Node]:
    rows = [
        [
            setter.words(block.value["label"]),
            setter.words(block.value["note"]) or "–",
            "–" if block.value["euros"] is None else euros(block.value["euros"] * 100),
        ]
        for block in page.budget
    ]
    if page.budget_total_euros:
        rows.append([_("Total"), "", euros(page.budget_total_euros * 100)])
    head = [_("What is paid for"), _("How to pay less"), _("Usual amount")]
    table = prose.table(_("Usual budget of such a project"), head, rows, words=(0, 1))
    return [setter.heading(_("What it costs")), table]


def _partners(page: Any, setter: Setter) -> list[Node]:
    said = [
        ": ".join(filter(None, [block.value["name"], block.value["text"]]))
        for block in page.partners
    ]
    return _lines(_("Who can help"), said, setter)


def _speaker(page: Any, setter: Setter) -> list[Node]:
    words = ", ".join(filter(None, [page.speaker, page.speaker_role]))
    return [prose.paragraph(setter.words(words), bold=True)]


def _sections(page: Any, setter: Setter) -> list[Node]:
    """What is published of a mallette; on paper nobody can open a resource to read what it is."""
    nodes = []
    for section in kit_sections(page):
        theme = section.theme if section.theme != section.title else ""
        pairs = [
            (setter.words(item.resource.title), setter.words(item.note or item.resource.summary))
            for item in section.items
        ]
        nodes += [
            setter.heading(section.title),
            prose.paragraph(setter.words(theme), bold=True),
            prose.paragraph(setter.words(section.introduction)),
            prose.steps(pairs),
        ]
    return nodes


def _advice(page: Any, setter: Setter) -> list[Node]:
    nodes = [setter.heading(_("What to do about it"))]
    for block in page.advice:
        nodes += [
            setter.heading(block.value["title"], level=3),
            *setter.rich(block.value["text"].source),
        ]
    return nodes


def _rich(name: str, title: Callable[[], str]) -> Draw:
    return lambda page, setter: [setter.heading(title()), *setter.rich(getattr(page, name))]


# In the order of the pages; a type has some of them.
PARTS: dict[str, Draw] = {
    "introduction": lambda page, setter: [prose.paragraph(setter.words(page.introduction))],
    "verdict": lambda page, setter: [
        prose.paragraph(setter.words(page.get_verdict_display()), bold=True)
    ],
    "nuance": _rich("nuance", lambda: _("What it is worth")),
    "speaker": _speaker,
    "figures": lambda page, setter: setter.body(page.figures),
    "full_text": _rich("full_text", lambda: _("The same in words")),
    "body": lambda page, setter: setter.body(page.body),
    "transcript": _rich("transcript", lambda: _("Transcript")),
    "skills_lines": lambda page, setter: _lines(_("What pupils learn"), page.skills_lines, setter),
    "materials_lines": lambda page, setter: _lines(
        _("What is needed"), page.materials_lines, setter
    ),
    "steps": _steps,
    "budget": _budget,
    "has_gauge": lambda page, setter: gauge_nodes(funding.gauge_of(page), setter),
    "partners": _partners,
    "testimonies": lambda page, setter: [
        setter.heading(_("They did it")),
        *setter.body(page.testimonies),
    ],
    "pictures": lambda page, setter: [
        setter.heading(_("In pictures")),
        *setter.body(page.pictures),
    ],
    "sections": _sections,
    "advice": _advice,
    "method": lambda page, setter: [
        setter.heading(_("How it was made")),
        prose.paragraph(setter.words(page.method)),
    ],
}
