"""What the department's own pages show beside their text: few queries, whatever the numbers."""

from typing import Any

from django.utils import timezone

from cms import highlights
from cms.domain.taxonomy import Audience
from cms.workshops import WorkshopRow, rows
from search import listings
from search.listings import Facet, Query, Scope, Sort
from tne_sites import adopted, clock
from tne_sites.models import Structure, TargetSchool

A_FEW = 3
PROFESSIONALS = (Audience.TEACHERS, Audience.PROFESSIONALS, Audience.AUTHORITIES)
WORKSHOP = "workshop"


def territory() -> dict[str, Any]:
    """The department at a glance."""
    return {
        "news": _news(),
        "resources": adopted.shown(),
        "workshops": _workshops({}),
        "structures_count": Structure.objects.public().count(),
        "schools_count": TargetSchool.objects.on(clock.today()).count(),
    }


def professionals() -> dict[str, Any]:
    """What speaks to teachers, mediators, social workers, elected people."""
    return {
        "news": _news(PROFESSIONALS),
        "resources": adopted.shown(PROFESSIONALS),
        "trainings": _workshops({Facet.FORMAT: ["training"]}),
    }


def _news(audiences: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    query = Query(
        kinds=["news"],
        scope=Scope.SITE,
        sort=Sort.RECENT,
        per_page=A_FEW,
        facets={Facet.AUDIENCE: list(audiences)} if audiences else {},
    )
    return highlights.news_cards(listings.latest(query))


def _workshops(facets: dict[Facet, list[str]]) -> list[WorkshopRow]:
    query = Query(
        kinds=[WORKSHOP],
        scope=Scope.SITE,
        sort=Sort.SOON,
        not_over_at=timezone.now(),
        per_page=A_FEW,
        facets=facets,
    )
    return rows(listings.latest(query))
