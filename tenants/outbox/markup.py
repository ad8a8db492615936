"""The light mark-up of messages: one text becomes plain text and HTML; no value is ever mark-up.

Blank lines separate paragraphs; ``## heading``; ``- item``; ``**bold**``; ``[label](address)``, a
button when it is alone in its paragraph; ``{variable}``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\[(?P<label>[^\]\n]+)\]\((?P<target>[^)\s]+)\)|\{(?P<variable>\w+)\}",
    re.DOTALL,
)
_BUTTON = re.compile(r"\[(?P<label>[^\]\n]+)\]\((?P<target>[^)\s]+)\)")
_ALONE = re.compile(r"\{(?P<variable>\w+)\}")
# Not \s: no-break spaces are typography, and stay.
_BREAKS = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)\S+")


@dataclass(frozen=True, slots=True)
class Block:
    """A value with its own mark-up, for a variable alone in its paragraph (a list of news)."""

    html: SafeString
    text: str


type Values = Mapping[str, str | Block]


def to_html(body: str, values: Values) -> SafeString:
    """Render for HTML readers; values are escaped, and what is no address leads nowhere."""
    return mark_safe(  # noqa: S308 - joined from escaped parts
        "\n".join(_html_block(block, values) for block in _blocks(body))
    )


def to_text(body: str, values: Values) -> str:
    """Render for readers of plain text: labels are followed by their address."""
    return "\n\n".join(_text_block(block, values) for block in _blocks(body))


def one_line(text: str, values: Values) -> str:
    """Fill a subject: a value with a line break cannot start another header."""
    filled = re.sub(r"\{(\w+)\}", lambda match: _plain(values[match[1]]), text)
    return _BREAKS.sub(" ", filled).strip()


def _blocks(body: str) -> list[str]:
    body = body.replace("\r\n", "\n")
    return [block.strip() for block in re.split(r"\n\s*\n", body) if block.strip()]


def _html_block(block: str, values: Values) -> SafeString:
    if (alone := _ALONE.fullmatch(block)) and isinstance(value := values[alone["variable"]], Block):
        return value.html
    if button := _BUTTON.fullmatch(block):
        address, label = _address(button["target"], values), _html(button["label"], values)
        return format_html(
            '<p class="action"><a class="button" href="{}">{}</a></p>', address, label
        )
    if block.startswith("## "):
        return format_html("<h2>{}</h2>", _html(block[3:], values))
    lines = block.split("\n")
    if all(line.startswith("- ") for line in lines):
        items = format_html_join("", "<li>{}</li>", ((_html(line[2:], values),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    return format_html("<p>{}</p>", _html(block, values))


def _html(text: str, values: Values) -> SafeString:
    """Escape a run of text and render what is inside it."""

    def render(match: re.Match[str]) -> str:
        if match["bold"]:
            return format_html("<strong>{}</strong>", _html(match["bold"], values))
        if match["label"]:
            address = _address(match["target"], values)
            return format_html('<a href="{}">{}</a>', address, _html(match["label"], values))
        return conditional_escape(_plain(values[match["variable"]])).replace("\n", "<br>")

    plain = lambda part: conditional_escape(part).replace("\n", "<br>")  # noqa: E731  said in one line
    return mark_safe(_around(text, render, plain))  # noqa: S308 - both functions escape


def _text_block(block: str, values: Values) -> str:
    if (alone := _ALONE.fullmatch(block)) and isinstance(value := values[alone["variable"]], Block):
        return value.text.strip()
    text = _text(block.removeprefix("## "), values)
    return text.upper() if block.startswith("## ") else text


def _text(text: str, values: Values) -> str:
    def render(match: re.Match[str]) -> str:
        if match["bold"]:
            return _text(match["bold"], values)
        if match["label"]:
            return f"{_text(match['label'], values)}\n{_address(match['target'], values)}"
        return _plain(values[match["variable"]])

    return _around(text, render, str)


def _around(text: str, render: Callable[[re.Match[str]], str], plain: Callable[[str], str]) -> str:
    parts, last = [], 0
    for match in _INLINE.finditer(text):
        parts += [plain(text[last : match.start()]), render(match)]
        last = match.end()
    return "".join([*parts, plain(text[last:])])


def _address(target: str, values: Values) -> str:
    address = re.sub(r"\{(\w+)\}", lambda match: _plain(values[match[1]]), target)
    return address if _SAFE_ADDRESS.fullmatch(address) else ""


def _plain(value: str | Block) -> str:
    return value.text if isinstance(value, Block) else value
