"""A search as a feed: what is new among its results, for feed readers."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from search.listings import Card, Sort, latest
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

    def link(self, asked: Asked) -> str:
        return f"{reverse('search:results')}?{asked.given.urlencode()}"

    def feed_url(self, asked: Asked) -> str:
        return f"{reverse('search:feed')}?{asked.given.urlencode()}"

    def items(self, asked: Asked) -> tuple[Card, ...]:
        # What is over is no news, however late it was written.
        at = asked.query.not_over_at or now()
        query = replace(asked.query, sort=Sort.RECENT, page=1, per_page=ITEMS, cursor="", count=())
        return latest(replace(query, not_over_at=at))

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
