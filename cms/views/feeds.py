"""News for feed readers, in the language of the address."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from cms import navigation
from cms.search_documents import NATIONAL_NEWS
from search import listings
from search.listings import Card, Facet, Query, Scope, Sort
from tenants.context import current_tenant

ITEMS = 30


class NewsFeed(Feed[Card, navigation.Site]):
    """RSS: the latest news of the site; on the national one, those that departments sent up."""

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> navigation.Site:
        return navigation.site_of(request)

    def title(self, site: navigation.Site) -> str:
        return _("News of %(site)s") % {"site": site.name}

    def description(self, site: navigation.Site) -> str:
        return site.tagline

    subtitle = description

    def link(self, _site: navigation.Site) -> str:
        return "/"

    def items(self, _site: navigation.Site) -> tuple[Card, ...]:
        tenant = current_tenant()
        is_national = tenant is None or tenant.is_national
        return listings.latest(
            Query(
                kinds=["news"],
                scope=Scope.NETWORK if is_national else Scope.SITE,
                facets={Facet.STATE: [NATIONAL_NEWS]} if is_national else {},
                sort=Sort.RECENT,
                per_page=ITEMS,
            )
        )

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


class NewsAtom(NewsFeed):
    feed_type = Atom1Feed
