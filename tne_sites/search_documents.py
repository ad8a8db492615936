"""How workshops become entries of the catalogue: nothing of those who registered."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import lists
from search import registry
from search.registry import Document, Facet, Point
from tne_sites.domain.states import Amenity, Mode, SpokenLanguage, WorkshopKind, WorkshopState
from tne_sites.links import workshop_path
from tne_sites.models import Workshop, WorkshopText

KIND = "workshop"
SOURCE = "workshops"
# What "no limit" counts as where places are compared.
NO_LIMIT = 9999


class WorkshopSource:
    """Published workshops ahead and of the year before; one that is cancelled leaves every list."""

    name = SOURCE

    def count(self) -> int:
        rows = self._rows()
        return rows.count() + WorkshopText.objects.filter(workshop__in=rows).count()

    def keys(self) -> Iterable[str]:
        return (str(key) for key in self._rows().values_list("key", flat=True))

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Document]:
        rows = self._rows().with_organiser().prefetch_related("texts")
        if keys is not None:
            rows = rows.filter(key__in=keys)
        for workshop in rows:
            yield document(workshop, workshop, settings.LANGUAGE_CODE)
            for text in workshop.texts.all():
                yield document(workshop, text, text.language)

    @staticmethod
    def _rows() -> Any:
        return Workshop.objects.listed(timezone.now()).order_by("pk")


def document(workshop: Workshop, text: Workshop | WorkshopText, language: str) -> Document:
    """Say what the catalogue keeps of one workshop in one language."""
    return Document(
        key=str(workshop.key),
        language=language,
        kind=KIND,
        title=text.title,
        url=workshop_path(workshop, language),
        summary=text.summary,
        body=f"{text.description}\n{workshop.organiser.name}",
        state=WorkshopState.PUBLISHED,
        card=_card(workshop),
        facets={
            Facet.AUDIENCE: workshop.audiences,
            Facet.THEME: workshop.themes,
            Facet.FORMAT: [workshop.kind],
            Facet.LABEL: [*workshop.amenities, *(["online"] if workshop.is_online else [])],
            Facet.COMMUNE: [commune] if (commune := commune_of(workshop)) else [],
            Facet.SPOKEN: workshop.languages,
        },
        figures=_figures(workshop),
        published_at=workshop.published_at,
        starts_at=workshop.starts_at,
        ends_at=workshop.ends_at,
        point=_point(workshop),
    )


def commune_of(workshop: Workshop) -> str:
    """Name a commune so that it reads well, and that two Saint-Denis stay apart: Laon (02)."""
    if not workshop.commune_name:
        return ""
    code = workshop.commune_code
    department = code[:3] if code.startswith(("97", "98")) else code[:2]
    return f"{workshop.commune_name} ({department})"


def _card(workshop: Workshop) -> dict[str, Any]:
    return {
        "commune": workshop.commune_name,
        "place": workshop.place_name,
        "is_online": workshop.is_online,
        "time_zone": workshop.time_zone_name,
        "organiser": workshop.organiser.name,
        "kind": workshop.kind,
        "capacity": workshop.capacity,
        "taken": workshop.places_taken,
        "needs_registration": workshop.needs_registration,
        "has_waiting_list": workshop.has_waiting_list,
        "opens_at": workshop.opens_at,
        "closes_at": workshop.closes_at,
        "closed_at": workshop.closed_at,
        "languages": workshop.languages,
    }


def _figures(workshop: Workshop) -> dict[str, int]:
    free = NO_LIMIT if workshop.places.free is None else workshop.places.free
    is_open = workshop.needs_registration and workshop.closed_at is None
    return {
        "places_left": free if is_open else 0,
        # Compared with now: who may still register.
        "closes": int(workshop.facts.last_call.timestamp()),
    }


def _point(workshop: Workshop) -> Point | None:
    if workshop.mode == Mode.ONLINE or workshop.latitude is None or workshop.longitude is None:
        return None
    return Point(workshop.latitude, workshop.longitude)


def install() -> None:
    """Called when the app starts."""
    registry.register(WorkshopSource(), covers=[Workshop], in_every_language=True)
    registry.expect(lambda: [Workshop])
    # A workshop begins and ends on one day.
    registry.last_at_most(KIND, timedelta(days=2))
    lists.describe(
        "workshops:index",
        _("Workshops"),
        _("Free workshops for parents: dates, places left, registration without an account."),
    )
    registry.name_values(Facet.KIND, {KIND: _("Workshops")})
    registry.name_values(Facet.FORMAT, dict(WorkshopKind.choices))
    registry.name_values(Facet.SPOKEN, dict(SpokenLanguage.choices))
    registry.name_values(Facet.LABEL, {**dict(Amenity.choices), "online": _("Online")})
