"""The site's podcasts, for the programs that people listen with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext as _

from cms import navigation
from cms.visibility import unlocked
from resources.domain.vocabulary import HEARD
from resources.models import Recording, ResourcePage

ITEMS = 100
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


class PodcastRss(Rss201rev2Feed):
    """RSS 2.0 with the few words of iTunes that every player reads."""

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), "xmlns:itunes": ITUNES}

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:category", None, {"text": "Education"})
        handler.addQuickElement("itunes:image", None, {"href": self.feed["image_url"]})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        if item["minutes"]:
            handler.addQuickElement("itunes:duration", str(item["minutes"] * 60))
        handler.addQuickElement("itunes:summary", item["description"])


@dataclass(frozen=True, slots=True)
class Channel:
    """The site whose podcasts these are, at the address that was asked."""

    site: navigation.Site
    root: str


@dataclass(frozen=True, slots=True)
class Episode:
    page: ResourcePage
    recording: Recording
    url: str
    file_url: str


class PodcastFeed(Feed[Episode, Channel]):
    """The newest first, in the language of the address; as many queries whatever there is."""

    feed_type = PodcastRss
    item_guid_is_permalink = False

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Channel:
        return Channel(navigation.site_of(request), request.build_absolute_uri("/"))

    def title(self, channel: Channel) -> str:
        return _("Podcasts of %(site)s") % {"site": channel.site.name}

    def description(self, channel: Channel) -> str:
        return channel.site.tagline

    def author_name(self, channel: Channel) -> str:
        return channel.site.name

    def link(self, _channel: Channel) -> str:
        return "/"

    def feed_extra_kwargs(self, channel: Channel) -> dict[str, str]:
        return {"image_url": urljoin(channel.root, static("img/partage.png"))}

    def items(self, channel: Channel) -> list[Episode]:
        readable = ResourcePage.objects.live().filter(unlocked())
        rows = readable.filter(kind__in=HEARD, recording__isnull=False)
        here = rows.filter(locale__language_code=get_language() or "")
        found = here.select_related("recording", "locale").defer_streamfields()
        return [
            Episode(
                page,
                page.recording,
                urljoin(channel.root, page.url),
                urljoin(channel.root, page.recording.url),
            )
            for page in found.order_by("-first_published_at", "-pk")[:ITEMS]
        ]

    def item_title(self, item: Episode) -> str:
        return str(item.page.title)

    def item_description(self, item: Episode) -> str:
        return item.page.summary or strip_tags(item.page.transcript)[:300]

    def item_link(self, item: Episode) -> str:
        return item.url

    def item_guid(self, item: Episode) -> str:
        return str(item.page.translation_key)

    def item_pubdate(self, item: Episode) -> datetime | None:
        found: datetime | None = item.page.first_published_at
        return found

    def item_enclosure_url(self, item: Episode) -> str:
        return item.file_url

    def item_enclosure_length(self, item: Episode) -> int:
        return item.recording.file_size

    def item_enclosure_mime_type(self, item: Episode) -> str:
        return item.recording.content_type

    def item_extra_kwargs(self, item: Episode) -> dict[str, int | None]:
        return {"minutes": item.page.minutes}
