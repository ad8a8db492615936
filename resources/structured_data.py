"""schema.org of the resource centre: a thing to learn or to teach with, as its page shows it."""

from typing import Any

from django.http import HttpRequest

from cms import structured_data
from cms.domain.school import Level, in_order
from cms.domain.taxonomy import Audience
from cms.structured_data import Data, of_kind, web_page
from resources import facts
from resources.models import (
    BeliefPage,
    KitPage,
    LinkDirectoryPage,
    ListingPage,
    ResourcePage,
)
from resources.models.base import LibraryItemPage


def install() -> None:
    """Called when the app starts."""
    structured_data.describe(LibraryItemPage, _learning)
    structured_data.describe(ResourcePage, _resource)
    structured_data.describe(BeliefPage, _belief)
    structured_data.describe(KitPage, _kit)
    structured_data.describe(ListingPage, of_kind("CollectionPage"))
    structured_data.describe(LinkDirectoryPage, of_kind("CollectionPage"))


def _learning(page: LibraryItemPage, request: HttpRequest, url: str) -> Data:
    said: dict[str, Any] = {
        "author": page.authors,
        "license": page.deed.url if page.deed else "",
        "learningResourceType": str(page._meta.verbose_name),
        "educationalLevel": facts.labels(in_order(page.level_codes), Level),
        "about": facts.theme_labels(page.theme_codes),
        "audience": [
            {"@type": "Audience", "audienceType": str(Audience(value).label)}
            for value in page.audiences
            if value in Audience
        ],
        "image": request.build_absolute_uri(page.image.file.url) if page.image else "",
    }
    told = {name: value for name, value in said.items() if value}
    return {**web_page(page, request, url, "LearningResource"), "isAccessibleForFree": True, **told}


def _resource(page: ResourcePage, request: HttpRequest, url: str) -> Data:
    data = _learning(page, request, url)
    data["learningResourceType"] = str(page.get_kind_display())
    if page.minutes:
        data["timeRequired"] = f"PT{page.minutes}M"
    if page.recording:
        data["associatedMedia"] = {
            "@type": "VideoObject" if page.recording.is_video else "AudioObject",
            "name": page.recording.title,
            "description": page.description or page.title,
            "contentUrl": request.build_absolute_uri(page.recording.url),
            "encodingFormat": page.recording.content_type,
            "inLanguage": page.recording.language,
            "thumbnailUrl": data.get("image", ""),
            "uploadDate": page.first_published_at.isoformat() if page.first_published_at else "",
        }
    return data


def _kit(page: KitPage, request: HttpRequest, url: str) -> Data:
    return {**_learning(page, request, url), "educationalLevel": str(page.get_stage_display())}


def _belief(page: BeliefPage, request: HttpRequest, url: str) -> Data:
    """An idée reçue is an article; its conference, while it is to come, an event."""
    data = {**_learning(page, request, url), "@type": "Article", "headline": page.title}
    if page.conference_starts_at and page.has_upcoming():
        event = {
            "@type": "Event",
            "name": page.title,
            "startDate": page.conference_starts_at.isoformat(),
            "url": url,
            "isAccessibleForFree": True,
        }
        place = page.conference_place
        event["location"] = (
            {"@type": "Place", "name": place, "address": place}
            if place
            else {"@type": "VirtualLocation", "url": page.conference_url or url}
        )
        data["subjectOf"] = event
    return data
