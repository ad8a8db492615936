"""What the pages of the resource centre say beyond their own fields, as their HTML shows it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Schema

from cms.api import extras
from cms.api.blocks import PageRef
from cms.api.extras import Extra
from cms.api.media import ImageOut
from resources import archives, funding, reading
from resources.models import (
    AudiencePage,
    BeliefPage,
    GuidePage,
    KitPage,
    LinkDirectoryPage,
    OutsideLink,
    ProjectSheetPage,
    Recording,
    ResourcePage,
)


class RecordingOut(Schema):
    """A video or a sound; its captions are `tracks`, in several languages."""

    title: str
    url: str
    format: str
    content_type: str
    is_video: bool
    language: str
    bytes: int


class TrackOut(Schema):
    url: str
    language: str
    label: str
    is_default: bool


class OutsideLinkOut(Schema):
    title: str
    url: str
    owner: str
    subject: str
    description: str
    language: str


class KitItemOut(Schema):
    """A resource at its place in a mallette, in the reader's language where it exists."""

    page: PageRef
    kind: str
    minutes: int | None
    note: str
    locale: str
    picture: ImageOut | None


class KitSectionOut(Schema):
    number: int
    title: str
    theme: str
    introduction: str
    items: list[KitItemOut]


class ArchiveOut(Schema):
    """A ZIP file of the whole mallette (number 0) or of one of its sections."""

    number: int
    title: str
    url: str


class GaugeRowOut(Schema):
    """Three amounts in cents: a quarter of the projects lie below `low`, half below `median`."""

    name: str
    low_cents: int
    median_cents: int
    high_cents: int


class GaugeOut(Schema):
    """The curseur: `origin` says whose figures these are; no row, not enough is known."""

    origin: str
    campaigns: int
    as_of: date | None
    rows: list[GaugeRowOut]


def install() -> None:
    """Called when the app starts."""
    extras.add(
        ResourcePage,
        recording=Extra(RecordingOut | None, _recording),
        tracks=Extra(list[TrackOut], _tracks),
        outside_link=Extra(OutsideLinkOut | None, _outside_link),
        languages=Extra(list[str], lambda page, _request: page.languages),
        kits=Extra(list[PageRef], lambda page, _request: reading.kits_with(page)),
    )
    extras.add(
        KitPage,
        sections=Extra(list[KitSectionOut], _sections),
        archives=Extra(list[ArchiveOut], _archives),
    )
    linked = Extra(list[PageRef], lambda page, _request: reading.linked_pages(page))
    pdf = Extra(str, _pdf_url)
    extras.add(ProjectSheetPage, gauge=Extra(GaugeOut, _gauge), linked=linked, pdf_url=pdf)
    extras.add(GuidePage, linked=linked, pdf_url=pdf)
    extras.add(
        BeliefPage,
        has_upcoming_conference=Extra(bool, lambda page, _request: page.has_upcoming()),
    )
    chosen = Extra(list[PageRef], lambda page, _request: reading.chosen_pages(page.chosen))
    extras.add(AudiencePage, chosen=chosen)
    extras.add(LinkDirectoryPage, links=Extra(list[OutsideLinkOut], _directory))


def _recording(page: ResourcePage, request: HttpRequest) -> dict[str, Any] | None:
    found: Recording | None = page.recording
    if found is None:
        return None
    return {
        "title": found.title,
        "url": request.build_absolute_uri(found.url),
        "format": found.format,
        "content_type": found.content_type,
        "is_video": found.is_video,
        "language": found.language,
        "bytes": found.file_size,
    }


def _tracks(page: ResourcePage, request: HttpRequest) -> list[dict[str, Any]]:
    tracks = reading.caption_tracks(page)
    return [track | {"url": request.build_absolute_uri(track["url"])} for track in tracks]


def _outside_link(page: ResourcePage, _request: HttpRequest) -> dict[str, Any] | None:
    return link_out(page.outside_link) if page.outside_link else None


def link_out(link: OutsideLink) -> dict[str, Any]:
    names = ("title", "url", "owner", "subject", "description", "language")
    return {name: getattr(link, name) for name in names}


def _directory(page: LinkDirectoryPage, request: HttpRequest) -> list[dict[str, Any]]:
    subjects = reading.directory(page, request)["subjects"]
    return [link_out(link) for subject in subjects for link in subject["links"]]


def _sections(kit: KitPage, _request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {
            "number": section.number,
            "title": section.title,
            "theme": section.theme,
            "introduction": section.introduction,
            "items": [_item(item) for item in section.items],
        }
        for section in reading.kit_sections(kit)
    ]


def _item(item: reading.Item) -> dict[str, Any]:
    resource = item.resource
    return {
        "page": resource,
        "kind": resource.kind,
        "minutes": resource.minutes,
        "note": item.note,
        "locale": resource.locale.language_code,
        "picture": resource.image,
    }


def _archives(kit: KitPage, request: HttpRequest) -> list[dict[str, Any]]:
    return [
        {"number": one.number, "title": one.title, "url": request.build_absolute_uri(one.url)}
        for one in archives.archives_of(kit)
    ]


def _pdf_url(page: ProjectSheetPage | GuidePage, request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("resources:pdf", args=[page.pk]))


def _gauge(sheet: ProjectSheetPage, _request: HttpRequest) -> dict[str, Any]:
    gauge = funding.gauge_of(sheet)
    return {
        "origin": gauge.origin.value,
        "campaigns": gauge.campaigns,
        "as_of": gauge.as_of,
        "rows": [
            {
                "name": row.name,
                "low_cents": row.amounts.low.cents,
                "median_cents": row.amounts.median.cents,
                "high_cents": row.amounts.high.cents,
            }
            for row in gauge.rows
        ],
    }
