"""From rich text to the nodes that `templates/pdf/trousse.typ` sets: paragraphs, lists, headings.

A node is a plain dictionary; words are runs, each with its weight, its slope and its link.
"""

from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

type Node = dict[str, Any]
type Run = dict[str, Any]

# “12 of 73 (16.4%)” is a figure; what is longer is a sentence.
LONGEST_FIGURE = 24
BLOCKS = {"p": "paragraph", "h2": "heading", "h3": "heading", "h4": "heading", "li": "item"}
WEIGHTS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}


class _Reader(HTMLParser):
    def __init__(self, root_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root_url = root_url
        self.nodes: list[Node] = []
        self.runs: list[Run] = []
        self.marks: dict[str, Any] = {}
        self.kind, self.level = "paragraph", 3
        self.lists: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self.close()
            self.lists.append(tag)
            self.nodes.append({"kind": "list", "ordered": tag == "ol", "items": []})
        elif tag in BLOCKS:
            self.close()
            self.kind = BLOCKS[tag]
            self.level = int(tag[1]) if self.kind == "heading" else 3
        elif tag in WEIGHTS:
            self.marks[WEIGHTS[tag]] = True
        elif tag == "a" and (address := dict(attrs).get("href")):
            self.marks["href"] = urljoin(self.root_url, address)
        elif tag == "br":
            self.runs.append({"text": "\n"})

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.close()
            self.lists = self.lists[:-1]
        elif tag in BLOCKS:
            self.close()
        elif tag in WEIGHTS:
            self.marks.pop(WEIGHTS[tag], None)
        elif tag == "a":
            self.marks.pop("href", None)

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split(" ")) if data.strip() else data
        if text.strip() or self.runs:
            self.runs.append({"text": text, **self.marks})

    def close(self) -> None:
        """End the current block: its runs become a node, or an item of the list that is open."""
        runs, kind = self.runs, self.kind
        self.runs, self.kind = [], "paragraph"
        if not any(run["text"].strip() for run in runs):
            return
        if self.lists and self.nodes and self.nodes[-1]["kind"] == "list":
            self.nodes[-1]["items"].append(runs)
        elif kind == "heading":
            words = "".join(run["text"] for run in runs).strip()
            self.nodes.append(heading(words, level=self.level))
        else:
            self.nodes.append({"kind": "paragraph", "runs": runs})


def nodes_of(html: str, *, root_url: str = "") -> list[Node]:
    """Return the nodes of a rich text; links become whole addresses, since paper has no site."""
    reader = _Reader(root_url)
    reader.feed(html)
    reader.close()
    return reader.nodes


def paragraph(text: str, **marks: Any) -> Node:
    return {"kind": "paragraph", "runs": [{"text": text, **marks}]}


def heading(text: str, *, level: int = 2) -> Node:
    return {"kind": "heading", "level": level, "text": text}


def bullets(texts: Sequence[str], *, ordered: bool = False) -> Node:
    return {"kind": "list", "ordered": ordered, "items": [[{"text": text}] for text in texts]}


def table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, words: Sequence[int] = (0,)
) -> Node:
    """Return a table; columns of words share the room that figures leave.

    `words` names them; a column with a long cell is one of them too.
    """
    columns = enumerate(zip(head, *rows, strict=False))
    long = {number for number, cells in columns if max(map(len, cells)) > LONGEST_FIGURE}
    return {
        "kind": "table",
        "caption": caption,
        "head": list(head),
        "rows": [list(r) for r in rows],
        "words": sorted({*words, *long}),
    }


def steps(pairs: Sequence[tuple[str, str]]) -> Node:
    return {"kind": "steps", "steps": [{"title": title, "text": text} for title, text in pairs]}


def notice(title: str, nodes: Sequence[Node]) -> Node:
    return {"kind": "notice", "title": title, "nodes": list(nodes)}
