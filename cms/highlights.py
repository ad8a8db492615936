"""What the first pages show of the whole network, read from the catalogue.

An empty part is hidden.
"""

from typing import Any
from urllib.parse import urljoin

from django.core.cache import cache
from django.utils import timezone

from cms import campaigns, navigation, workshops
from cms.domain.identity import Pair
from cms.models.home import DepartmentHomePage, NationalHomePage
from cms.models.news import NewsIndexPage
from cms.models.settings import SiteSettings
from cms.search_documents import NATIONAL_NEWS, SITE_KIND
from cms.visibility import unlocked
from search import listings
from search.listings import Card, Facet, Query, Scope, Sort

PAIRS_KEY, PAIRS_SECONDS = "highlights:pairs", 60
A_FEW = 3
# What gathers or tells most: the homes show these before single resources.
COLLECTIONS = ("kit", "sheet", "belief")


def national(page: NationalHomePage) -> dict[str, Any]:
    """Campaigns that end soon, news of all departments, and where to read more."""
    news = Query(
        kinds=["news"], facets={Facet.STATE: [NATIONAL_NEWS]}, sort=Sort.RECENT, per_page=A_FEW
    )
    return {
        "campaigns": _urgent_campaigns(),
        "news": news_cards(listings.latest(news)),
        "news_url": _news_url(page),
        **_library(),
    }


def department(page: DepartmentHomePage) -> dict[str, Any]:
    """The department's next workshops and news, then what the nation offers."""
    soon = Query(
        kinds=["workshop"],
        scope=Scope.SITE,
        sort=Sort.SOON,
        not_over_at=timezone.now(),
        per_page=A_FEW,
    )
    own = Query(kinds=["news"], scope=Scope.SITE, sort=Sort.RECENT, per_page=A_FEW)
    offered = Query(
        kinds=["news"],
        scope=Scope.NATIONAL,
        sort=Sort.RECENT,
        per_page=A_FEW,
    )
    return {
        "workshops": workshops.rows(listings.latest(soon)),
        "news": news_cards(listings.latest(own)),
        "national_cards": news_cards(listings.latest(offered)),
        "campaigns": _urgent_campaigns(Scope.DEPARTMENT),
        "news_url": _news_url(page),
        "said": SiteSettings.objects.first(),
        **_library(),
    }


def _library() -> dict[str, Any]:
    """What the nation's resource centre published last, without dates: a resource does not age."""
    query = Query(kinds=COLLECTIONS, scope=Scope.NATIONAL, sort=Sort.RECENT, per_page=A_FEW)
    kinds = listings.labels_of(Facet.KIND)
    found = listings.latest(query)
    return {
        "resources": [
            {**shown, "date": None, "place": kinds.get(card.kind, ""), "pair": ""}
            for card, shown in zip(found, news_cards(found), strict=True)
        ]
    }


def news_cards(cards: tuple[Card, ...]) -> list[dict[str, Any]]:
    """Return what `components/card_news.html` shows of each card.

    Pictures keep their own site's host.
    """
    slugs = {site.code: site.slug for site in navigation.departments()}
    return [
        {
            "title": card.title,
            "url": card.url,
            "summary": card.summary,
            "date": card.published_at,
            "place": card.site_name if not card.is_local else "",
            "pair": slugs.get(card.site_code, "") if not card.is_local else "",
            "scene": "" if card.more.get("picture") else card.more.get("scene") or "mains",
            "picture_url": urljoin(card.url, card.more.get("picture", ""))
            if card.more.get("picture")
            else "",
            "lang": card.language,
            "direction": navigation.direction(card.language),
            "audiences": card.facets.get(Facet.AUDIENCE, ()),
            "topics": card.facets.get(Facet.THEME, ()),
        }
        for card in cards
    ]


def pairs() -> dict[str, Pair]:
    """Return the two colours of every department that chose its own, by the word in its address."""
    found: dict[str, Pair] | None = cache.get(PAIRS_KEY)
    if found is None:
        cards = listings.walk(Query(kinds=[SITE_KIND], sort=Sort.KEY, per_page=100))
        found = {
            card.more["slug"]: Pair(deep=card.more["deep"], flat=card.more["flat"])
            for card in cards
            if card.more.get("deep")
        }
        cache.set(PAIRS_KEY, found, PAIRS_SECONDS)
    return found


def _urgent_campaigns(scope: Scope = Scope.NETWORK) -> list[dict[str, Any]]:
    now = timezone.now()
    query = Query(
        kinds=[campaigns.KIND],
        facets={Facet.STATE: [campaigns.OPEN]},
        scope=scope,
        sort=Sort.ENDING,
        not_over_at=now,
        per_page=A_FEW,
    )
    return campaigns.shown(listings.latest(query), now)


def _news_url(page: Any) -> str:
    """Return the address of the list of news under this home; one query."""
    lists = NewsIndexPage.objects.live().filter(unlocked()).child_of(page)
    index = lists.defer_streamfields().first()
    return (index.url or "") if index else ""
