"""A search as a feed: what is new among its results, for feed readers."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from search.listings import Card, Query, Sort, latest
from search.reading import Asked, read
from search.views import own_scope

ITEMS = 30


class SearchFeed(Feed[Card, Asked]):
    """RSS of the address of a results page, newest first whatever its order."""

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Asked:
        return read(request.GET, default_scope=own_scope(), at=now())

    def title(self, asked: Asked) -> str:
        return _("Search: %(text)s") % {"text": asked.text} if asked.text else _("Search")

    def description(self, _asked: Asked) -> str:
        return _("The newest pages that answer this search.")

    def link(self, _asked: Asked) -> str:
        return reverse("search:results")

    def items(self, asked: Asked) -> tuple[Card, ...]:
        asked_query = asked.query
        query = Query(
            text=asked_query.text,
            scope=asked_query.scope,
            facets=asked_query.facets,
            is_literal=asked_query.is_literal,
            sort=Sort.RECENT,
            per_page=ITEMS,
        )
        return latest(query)

    def item_title(self, item: Card) -> str:
        return item.title

    def item_description(self, item: Card) -> str:
        return item.summary

    def item_link(self, item: Card) -> str:
        return item.url

    def item_pubdate(self, item: Card) -> datetime | None:
        return item.published_at

    def item_categories(self, item: Card) -> tuple[str, ...]:
        return (item.site_name,)
