"""The guide's pages: a small Markdown made into safe HTML. Pure Python.

``#`` headings, paragraphs, ``-`` and ``1.`` lists, ``>`` remarks, ``**bold**``, ``*italic*``, code
between backquotes, ``[label](address)`` and, alone on its line, ``![description](picture)``.
Everything else is text: no HTML passes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

# Receives an address as written, returns the one to follow.
type Resolve = Callable[[str], str]

INLINE = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*\s][^*]*)\*"
    r"|\[(?P<label>[^\]]+)\]\((?P<address>[^)\s]+)\)"
)
PICTURE = re.compile(r"!\[(?P<description>[^\]]*)\]\((?P<address>[^)\s]+)\)")
HEADING = re.compile(r"(?P<marks>#{1,4}) (?P<words>.+)")
ITEM = re.compile(r"(?:-|\d+\.) +")
SAFE = re.compile(r"(?:https?://|mailto:|/|#)")


@dataclass(frozen=True, slots=True)
class Text:
    """A page: its title (the first heading), its first paragraph as words, and the rest as HTML."""

    title: str
    lead: str
    html: str


def read(source: str, resolve: Resolve) -> Text:
    """Render a page; an address that is neither ours nor of the web leads nowhere."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", source.strip()) if block.strip()]
    title, rest = "", blocks
    if blocks and (first := HEADING.fullmatch(blocks[0])) and len(first["marks"]) == 1:
        title, rest = first["words"].strip(), blocks[1:]
    lead = next((block for block in rest if not re.match(r"[#>!-]|\d+\.", block)), "")
    return Text(title, _words(lead), "\n".join(_block(block, resolve) for block in rest))


def _words(block: str) -> str:
    plain = INLINE.sub(lambda found: found["label"] or next(filter(None, found.groups())), block)
    return " ".join(plain.split())


def _block(block: str, resolve: Resolve) -> str:
    lines = block.splitlines()
    if heading := HEADING.fullmatch(block):
        level = len(heading["marks"])
        return f"<h{level}>{_inline(heading['words'], resolve)}</h{level}>"
    if picture := PICTURE.fullmatch(block):
        return _picture(picture, resolve)
    if ITEM.match(block):
        tag = "ul" if block.startswith("-") else "ol"
        items = "".join(f"<li>{_inline(item, resolve)}</li>" for item in _items(lines))
        return f"<{tag}>{items}</{tag}>"
    if block.startswith("> "):
        words = " ".join(line.removeprefix(">").strip() for line in lines)
        return f"<blockquote><p>{_inline(words, resolve)}</p></blockquote>"
    return f"<p>{_inline(' '.join(lines), resolve)}</p>"


def _items(lines: list[str]) -> Iterator[str]:
    """Join the lines of each item: those that follow it are indented."""
    words: list[str] = []
    for line in lines:
        if ITEM.match(line) and words:
            yield " ".join(words)
            words = []
        words.append(ITEM.sub("", line, count=1).strip() if ITEM.match(line) else line.strip())
    yield " ".join(words)


def _picture(found: re.Match[str], resolve: Resolve) -> str:
    address = resolve(found["address"])
    if not SAFE.match(address):
        return ""
    return (
        f'<p><img src="{escape(address)}" alt="{escape(found["description"])}" loading="lazy"></p>'
    )


def _inline(words: str, resolve: Resolve) -> str:
    done, last = [], 0
    for found in INLINE.finditer(words):
        done += [escape(words[last : found.start()]), _mark(found, resolve)]
        last = found.end()
    return "".join([*done, escape(words[last:])])


def _mark(found: re.Match[str], resolve: Resolve) -> str:
    if code := found["code"]:
        return f"<code>{escape(code)}</code>"
    if bold := found["bold"]:
        return f"<strong>{_inline(bold, resolve)}</strong>"
    if italic := found["italic"]:
        return f"<em>{escape(italic)}</em>"
    address = resolve(found["address"])
    label = escape(found["label"])
    return f'<a href="{escape(address)}">{label}</a>' if SAFE.match(address) else label
