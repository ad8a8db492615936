"""What the lists and suggestions of the API answer."""

from datetime import datetime
from typing import Any

from ninja import Schema


class Place(Schema):
    latitude: float
    longitude: float


class ThingOut(Schema):
    """One public thing: `url` leads to its page, `api_url` to all that the API says of it.

    `more` is what a card shows beside.
    """

    source: str
    key: str
    kind: str
    state: str
    locale: str
    locales: list[str]
    title: str
    summary: str
    url: str
    api_url: str
    site_name: str
    department: str
    published_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    place: Place | None
    facets: dict[str, list[str]]
    figures: dict[str, int]
    more: dict[str, Any]


class FacetCountOut(Schema):
    value: str
    label: str
    count: int
    is_chosen: bool


class Promoted(Schema):
    """What editors put first for these words; `is_redirect`: the site leads straight there."""

    title: str
    text: str
    url: str
    is_redirect: bool


class Things(Schema):
    """`corrected` was searched instead of words that nothing holds, unless `exact` was asked."""

    items: list[ThingOut]
    total: int
    facets: dict[str, list[FacetCountOut]]
    corrected: str
    promoted: list[Promoted]
    next: str | None


class Suggestion(Schema):
    """`locale` is empty when the words are in the asked language."""

    text: str
    url: str
    locale: str


class SuggestionGroup(Schema):
    label: str
    options: list[Suggestion]


class Suggestions(Schema):
    groups: list[SuggestionGroup]
