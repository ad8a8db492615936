"""The schema of each type of page, from the fields that its `api_fields` name, and their values."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, Union

from django.contrib.postgres.fields import ArrayField
from django.db import models
from ninja import Field, Schema
from pydantic import create_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from cms.api import extras
from cms.api.blocks import PageRef, annotation, value_of
from cms.api.media import DocumentOut, ImageOut
from cms.models import Document, Image
from cms.search_documents import page_models

SIMPLE: tuple[tuple[type[models.Field[Any, Any]], Any], ...] = (
    (RichTextField, str),
    (models.BooleanField, bool),
    (models.IntegerField, int | None),
    (models.DecimalField, float | None),
    (models.FloatField, float | None),
    (models.DateTimeField, datetime | None),
    (models.DateField, date | None),
    (ArrayField, list[str]),
    (models.CharField, str),
    (models.TextField, str),
)
RELATED: tuple[tuple[type[models.Model], Any], ...] = (
    (Image, ImageOut | None),
    (Document, DocumentOut | None),
    (Page, PageRef | None),
)


class UnknownField(TypeError):
    """A field in `api_fields` whose type the contract does not know: say here how."""


class Translation(Schema):
    locale: str
    id: int
    url: str


class PageSummary(Schema):
    """What a list says of a page."""

    id: int
    type: str
    kind: str
    title: str
    summary: str
    locale: str
    url: str
    parent_id: int | None
    audiences: list[str]
    picture: ImageOut | None
    published_at: datetime | None
    updated_at: datetime | None


class PageDetail(PageSummary):
    """What every page says of itself; each type adds its own fields."""

    seo_title: str
    description: str
    is_indexed: bool
    ancestors: list[PageRef]
    translations: list[Translation]


def field_annotation(field: Any) -> Any:
    """Return the type of a model's field in the contract."""
    if isinstance(field, StreamField):
        return annotation(field.stream_block)
    for kind, known in SIMPLE:
        if isinstance(field, kind):
            return known
    for model, known in RELATED:
        if field.is_relation and field.many_to_one and issubclass(field.related_model, model):
            return known
    if field.is_relation and field.one_to_many and hasattr(field.related_model, "api_fields"):
        return list[_children_schema(field.related_model)]  # type: ignore[misc]  # made from the models at start
    raise UnknownField(f"{field.model.__name__}.{field.name} has no type in the API.")


@cache
def _children_schema(model: type[models.Model]) -> type[Schema]:
    return create_model(f"{model.__name__}Out", __base__=Schema, **_fields(model))


def own_fields(model: type[Any]) -> list[str]:
    """The fields a type adds to what every page says: those its `api_fields` name."""
    return list(dict.fromkeys(getattr(model, "api_fields", [])))


def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {
        name: (field_annotation(model._meta.get_field(name)), ...) for name in own_fields(model)
    }


@cache
def page_schema(model: Any) -> type[Schema]:
    """Return the named schema of one type of page."""
    more = {name: (extra.type, ...) for name, extra in extras.of(model).items()}
    return create_model(
        model.__name__,
        __base__=PageDetail,
        type=(Literal[model._meta.label], ...),  # type: ignore[arg-type]  # made from the models at start
        **(_fields(model) | more),
    )


PageOut: Any = Annotated[
    Union[*(page_schema(model) for model in page_models())],  # type: ignore[arg-type]  # made from the models at start
    Field(discriminator="type"),
]


def field_value(thing: models.Model, name: str) -> Any:
    field: Any = thing._meta.get_field(name)
    if field.is_relation and field.one_to_many:
        rows = getattr(thing, name).all()
        return [{each: field_value(row, each) for each in own_fields(type(row))} for row in rows]
    value = getattr(thing, name)
    if isinstance(field, StreamField):
        return value_of(field.stream_block, value)
    if isinstance(field, RichTextField):
        return expand_db_html(value)
    if isinstance(value, Decimal):
        return float(value)
    return list(value) if isinstance(field, ArrayField) else value
