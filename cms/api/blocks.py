"""StreamField blocks as typed JSON: one named schema for each block, one function for its value.

A value is first written with pictures, files and pages left as they are; `settle` then reads what
they need, all at once, and describes them. So a body costs the same queries however long it is.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Union

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import create_model
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from cms.api.media import DocumentOut, ImageOut, document_out, image_out, prepare
from cms.blocks.links import LinkBlock
from cms.models import Document, Image
from cms.visibility import visible


class UnknownBlock(TypeError):
    """A block that the API cannot describe: say here how."""


class PageRef(Schema):
    """A page of this site that something leads to."""

    id: int
    title: str
    url: str


class Link(Schema):
    text: str
    url: str
    is_outside: bool


class TableColumn(Schema):
    heading: str
    type: str


class Table(Schema):
    caption: str
    columns: list[TableColumn]
    rows: list[list[str | float | bool | None]]


# The most precise class comes first: an EmailBlock is a CharBlock's cousin, not its child.
SIMPLE: tuple[tuple[type[blocks.Block], Any], ...] = (
    (blocks.RichTextBlock, str),
    (blocks.BooleanBlock, bool),
    (blocks.IntegerBlock, int | None),
    (blocks.DecimalBlock, float | None),
    (blocks.FloatBlock, float | None),
    (blocks.DateTimeBlock, datetime | None),
    (blocks.DateBlock, date | None),
    (blocks.MultipleChoiceBlock, list[str]),
    (blocks.ChoiceBlock, str),
    (blocks.URLBlock, str),
    (blocks.EmailBlock, str),
    (blocks.CharBlock, str),
    (blocks.TextBlock, str),
    (ImageBlock, ImageOut | None),
    (ImageChooserBlock, ImageOut | None),
    (DocumentChooserBlock, DocumentOut | None),
    (blocks.PageChooserBlock, PageRef | None),
    (LinkBlock, Link),
    (TypedTableBlock, Table),
)


def annotation(block: blocks.Block) -> Any:
    """Return the type of this block's value in the contract."""
    for kind, known in SIMPLE:
        if isinstance(block, kind):
            return known
    if isinstance(block, blocks.ListBlock):
        return list[annotation(block.child_block)]  # type: ignore[misc]  # made from the blocks at start
    if isinstance(block, blocks.StreamBlock):
        return _stream(type(block))  # type: ignore[arg-type]  # made from the blocks at start
    if isinstance(block, blocks.StructBlock):
        return _struct(type(block))  # type: ignore[arg-type]  # made from the blocks at start
    raise UnknownBlock(f"The API has no type for {type(block).__name__}.")


@cache
def _struct(kind: type[blocks.StructBlock]) -> type[Schema]:
    fields = {name: (annotation(child), ...) for name, child in kind().child_blocks.items()}
    return create_model(kind.__name__, __base__=Schema, **fields)  # type: ignore[call-overload]  # made from the blocks at start


@cache
def _stream(kind: type[blocks.StreamBlock]) -> Any:
    members = [
        create_model(
            f"{kind.__name__.removesuffix('Block')}{name.title().replace('_', '')}Item",
            __base__=Schema,
            type=(Literal[name], ...),  # type: ignore[arg-type]  # made from the blocks at start
            id=(str, ...),
            value=(annotation(child), ...),
        )
        for name, child in kind().child_blocks.items()
    ]
    item = (
        members[0] if len(members) == 1 else Annotated[Union[*members], Field(discriminator="type")]
    )
    return list[item]  # type: ignore[valid-type]  # made from the blocks at start


def value_of(block: blocks.Block, value: Any) -> Any:
    """Return the block's value, with models left for `settle`."""
    for kind, write in WRITERS:
        if isinstance(block, kind):
            return write(block, value)
    return "" if value is None and annotation(block) is str else value


def _items(_block: blocks.Block, value: Any) -> list[dict[str, Any]]:
    return [
        {"type": item.block_type, "id": item.id or "", "value": value_of(item.block, item.value)}
        for item in value
    ]


def _link(_block: blocks.Block, value: Any) -> dict[str, Any]:
    return {"text": value.text, "url": value.href, "is_outside": value.is_outside}


def _parts(block: Any, value: Any) -> dict[str, Any]:
    return {name: value_of(child, value[name]) for name, child in block.child_blocks.items()}


def _list(block: Any, value: Any) -> list[Any]:
    return [value_of(block.child_block, item) for item in value]


def _html(_block: blocks.Block, value: Any) -> str:
    return str(expand_db_html(value.source)) if value else ""


def _model(_block: blocks.Block, value: Any) -> Any:
    return value


def _table(_block: blocks.Block, value: Any) -> dict[str, Any]:
    if not value:
        return {"caption": "", "columns": [], "rows": []}
    columns = [
        {"heading": column["heading"], "type": column["block"].name} for column in value.columns
    ]
    rows = [[value_of(cell.block, cell.value) for cell in row] for row in value.rows]
    return {"caption": value.caption or "", "columns": columns, "rows": rows}


# An ImageBlock and a LinkBlock are StructBlocks too: they come before.
WRITERS: tuple[tuple[type[blocks.Block], Callable[[Any, Any], Any]], ...] = (
    (blocks.StreamBlock, _items),
    (LinkBlock, _link),
    (TypedTableBlock, _table),
    (ImageBlock, _model),
    (blocks.StructBlock, _parts),
    (blocks.ListBlock, _list),
    (blocks.RichTextBlock, _html),
)


def settle(tree: Any, request: HttpRequest) -> Any:
    """Describe the pictures, files and pages of a tree; one query for all renditions.

    A page that was withdrawn or locked is not even named.
    """
    leaves = list(_leaves(tree))
    if images := [node for node in leaves if isinstance(node, Image)]:
        prepare(images)
    if pages := {node.pk for node in leaves if isinstance(node, Page)}:
        tree = _without(
            tree, pages - set(visible().filter(pk__in=pages).values_list("pk", flat=True))
        )
    return _settled(tree, request)


def _without(tree: Any, hidden: set[int]) -> Any:
    if isinstance(tree, dict):
        return {name: _without(node, hidden) for name, node in tree.items()}
    if isinstance(tree, list):
        kept = [_without(node, hidden) for node in tree]
        return [
            node
            for node, before in zip(kept, tree, strict=True)
            if node is not None or not isinstance(before, Page)
        ]
    return None if isinstance(tree, Page) and tree.pk in hidden else tree


def _leaves(tree: Any) -> Iterator[Any]:
    if isinstance(tree, dict):
        for node in tree.values():
            yield from _leaves(node)
    elif isinstance(tree, list):
        for node in tree:
            yield from _leaves(node)
    else:
        yield tree


def _settled(tree: Any, request: HttpRequest) -> Any:
    if isinstance(tree, dict):
        return {name: _settled(node, request) for name, node in tree.items()}
    if isinstance(tree, list):
        return [_settled(node, request) for node in tree]
    for kind, describe in DESCRIBED:
        if isinstance(tree, kind):
            return describe(tree, request)
    return tree


def page_ref(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {"id": page.pk, "title": page.title, "url": page.get_full_url(request) or ""}


DESCRIBED: tuple[tuple[type[Any], Callable[[Any, HttpRequest], Any]], ...] = (
    (Image, image_out),
    (Document, document_out),
    (Page, page_ref),
)
