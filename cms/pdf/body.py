"""From the blocks of a body to nodes: what `templates/pdf/trousse.typ` sets on paper.

The same nodes make the pages that are read without network. What cannot be on paper, a video or a
button, becomes its title and its address.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from wagtail.rich_text import expand_db_html

from cms.pdf import prose
from cms.pdf.prose import Node
from kernel import typography


@dataclass(slots=True)
class Setter:
    """Turns values into nodes in one language, and collects the pictures they need."""

    root_url: str
    language: str
    files: dict[str, bytes] = field(default_factory=dict)

    def words(self, text: object) -> str:
        return typography.for_language(str(text or ""), self.language)

    def rich(self, html: object) -> list[Node]:
        whole = typography.french_html(str(expand_db_html(str(html or ""))), self.language)
        return prose.nodes_of(whole, root_url=self.root_url)

    def body(self, stream: Iterable[Any]) -> list[Node]:
        """Return the nodes of a StreamField; a block nobody taught this to set is left out."""
        nodes: list[Node] = []
        for block in stream:
            if set_block := _BLOCKS.get(block.block_type):
                nodes += set_block(self, block.value)
        return nodes

    def heading(self, text: object, level: int = 2) -> Node:
        return prose.heading(self.words(text), level=level)

    def quote(self, value: Any) -> list[Node]:
        by = ", ".join(filter(None, [value["author"], value["role"]]))
        return [{"kind": "quote", "text": self.words(value["text"]), "by": self.words(by)}]

    def figures(self, value: Any) -> list[Node]:
        pairs = [
            {"value": self.words(item["value"]), "label": self.words(item["label"])}
            for item in value["figures"]
        ]
        return [{"kind": "figures", "figures": pairs, "source": self.words(value["source"])}]

    def image(self, value: Any) -> list[Node]:
        """Show a picture; one that cannot be opened any more is left out."""
        picture = value["image"]
        if picture is None:
            return []
        alt = getattr(picture, "contextual_alt_text", None) or picture.default_alt_text
        caption = self.words(value["caption"])
        if not alt:
            # It brings nothing but its caption.
            return [prose.paragraph(caption)] if caption else []
        if not (name := self.keep(picture)):
            return []
        return [{"kind": "image", "file": name, "alt": self.words(alt), "caption": caption}]

    def keep(self, picture: Any) -> str:
        """Give the file to the document; return its name, empty when it cannot be opened."""
        try:
            with picture.open_file() as file:
                content = file.read()
        except OSError:
            return ""
        name = f"image-{picture.pk}.{picture.filename.rpartition('.')[2]}"
        self.files[name] = content
        return name

    def link(self, text: str, address: str) -> Node:
        return prose.paragraph(self.words(text), href=urljoin(self.root_url, address))

    def passage(self, value: Any) -> list[Node]:
        language = value["language"]
        other = Setter(self.root_url, language)
        direction = "rtl" if language in {"ar", "fa", "he"} else "ltr"
        nodes = other.rich(value["text"])
        return [{"kind": "passage", "language": language, "direction": direction, "nodes": nodes}]

    def table(self, value: Any) -> list[Node]:
        head = [self.words(column["heading"]) for column in value.columns]
        rows = [[self.words(_plain(cell)) for cell in row["values"]] for row in value.row_data]
        return [prose.table(self.words(value.caption), head, rows)] if rows else []

    def accordion(self, value: Any) -> list[Node]:
        return [
            node
            for part in value["parts"]
            for node in (self.heading(part["title"], level=3), *self.rich(part["text"]))
        ]

    def video(self, value: Any) -> list[Node]:
        address = value["file"].url if value["file"] else value["url"]
        return [self.link(value["title"], address), *self.rich(value["transcript"])]

    def documents(self, value: Any) -> list[Node]:
        return [
            self.link(document.title, document.url) for document in value["documents"] if document
        ]

    def action(self, value: Any) -> list[Node]:
        nodes = [self.heading(value["title"], level=3)]
        if value["text"]:
            nodes.append(prose.paragraph(self.words(value["text"])))
        if address := value["link"].href:
            nodes.append(self.link(value["link"].text, address))
        return nodes

    def notice(self, value: Any) -> list[Node]:
        return [prose.notice(self.words(value["title"]), self.rich(value["text"]))]


def _plain(value: Any) -> str:
    nodes = prose.nodes_of(str(value)) if "<" in str(value) else []
    runs = [run["text"] for node in nodes for run in node.get("runs", [])]
    return "".join(runs) if nodes else str(value or "")


_BLOCKS: dict[str, Callable[[Setter, Any], list[Node]]] = {
    "heading": lambda setter, value: [setter.heading(value)],
    "text": lambda setter, value: setter.rich(value.source),
    "quote": Setter.quote,
    "testimony": Setter.quote,
    "accordion": Setter.accordion,
    "table": Setter.table,
    "passage": Setter.passage,
    "image": Setter.image,
    "picture": Setter.image,
    "video": Setter.video,
    "documents": Setter.documents,
    "key_figures": Setter.figures,
    "call_to_action": Setter.action,
    "notice": Setter.notice,
}
