"""What the API says of a collection, field by field."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

# A collection by its id, or by the word of its page's address.
Name = Annotated[str, Field(max_length=110, pattern="^[a-z0-9-]+$")]


class Progress(Schema):
    """Where the money stands; `left_cents` counts what donors are paying at this moment."""

    state: str
    raised_cents: int
    minimum_cents: int
    optimum_cents: int
    left_cents: int
    has_minimum: bool
    donors: int
    ends_at: datetime | None


class StoryPart(Schema):
    title: str
    text: str


class BudgetLineOut(Schema):
    """`minimum_cents` is null for what the optimum alone pays."""

    label: str
    minimum_cents: int | None
    optimum_cents: int


class RewardOut(Schema):
    label: str
    from_cents: int


class PictureOut(Schema):
    url: str
    card_url: str
    alt: str
    credit: str


class SchoolOut(Schema):
    uai: str
    name: str
    town: str
    department: str


class SupporterOut(Schema):
    name: str
    website: str


class CampaignOut(Schema):
    """One collection; who gave is counted, and never named."""

    id: UUID
    slug: str
    title: str
    summary: str
    locale: str
    theme: str
    format: str
    levels: list[str]
    pupils: int | None
    project_from: date | None
    project_until: date | None
    is_courte_echelle: bool
    school: SchoolOut
    structure: str
    validations: list[str]
    story: list[StoryPart]
    budget: list[BudgetLineOut]
    rewards: list[RewardOut]
    pictures: list[PictureOut]
    supporters: list[SupporterOut]
    progress: Progress
    published_at: datetime | None
    url: str
    give_url: str | None


class UpdateOut(Schema):
    id: UUID
    kind: str
    title: str
    text: str
    published_at: datetime
    edited_at: datetime | None


class UpdateList(Schema):
    items: list[UpdateOut]
    next: str | None
