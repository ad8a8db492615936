"""Campaigns in the catalogue: open ones, and those that succeeded; nobody's name, no donor.

Called again by every action that changes what a card shows: state, end, what was raised.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, override

from campaigns.domain.standing import Band, Need
from campaigns.domain.states import State
from campaigns.domain.taxonomy import Format, Level, Theme
from campaigns.models import Campaign, Picture
from campaigns.reading import Figures, figures_of, standing_of
from cms import lists
from cms.campaigns import details
from search import registry, results
from search.registry import Document, Facet, Home, Point
from territories.models import Academy, AcademyMembership
from territories.models.school import Label

KIND = "campaign"
SOURCE = "campaigns"
LANGUAGE = "fr"
LISTS = (
    (
        "index",
        _("Collections"),
        _("Projects of classes that need you: where, how much is missing, until when."),
    ),
    (
        "figures",
        _("Figures of the collections"),
        _("How many projects, how many succeed, what was raised, by theme and department."),
    ),
    (
        "patrons",
        _("Our patrons"),
        _("Who adds to the gifts of donors, and for which projects of classes."),
    ),
    (
        "proof",
        _("Proof of the accounts"),
        _(
            "Each day of our accounts, sealed by a digest that anybody may note down and compute"
            " again."
        ),
    ),
)
NATIONAL_URLS = str(settings.TENANT_TYPES["national"]["URLCONF"])
BATCH = 500
COURTE_ECHELLE = "courte_echelle"
# What a reader of lists sees of a state; failed and cancelled ones leave every list.
SHOWN = {
    State.PUBLISHED: "open",
    State.CLOSING: "closing",
    State.CLOSED_OPTIMUM: "closing",
    State.CLOSED_DEADLINE: "closing",
    State.SUCCEEDED: "succeeded",
    State.PAYING_OUT: "succeeded",
    State.PAID: "succeeded",
    State.COMPLETED: "succeeded",
}


class CampaignSource:
    """In French alone: their words are their holders'."""

    name = SOURCE

    def count(self) -> int:
        return self._rows().count()

    def keys(self) -> Iterable[str]:
        return (str(key) for key in self._rows().values_list("pk", flat=True))

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Document]:
        rows = self._rows()
        if keys is not None:
            rows = rows.filter(pk__in=[key for key in keys if _is_uuid(key)])
        academies = AcademyMembership.objects.on(timezone.localdate()).by_department()
        batch: list[Campaign] = []
        for campaign in rows.iterator(chunk_size=BATCH):
            batch.append(campaign)
            if len(batch) == BATCH:
                yield from _documents(batch, academies)
                batch = []
        yield from _documents(batch, academies)

    @staticmethod
    def _rows() -> QuerySet[Campaign]:
        related = ("proposal", "school__department", "school__commune")
        found = Campaign.objects.filter(state__in=SHOWN).select_related(*related)
        return found.prefetch_related("pictures").order_by("pk")


def _documents(batch: list[Campaign], academies: Mapping[str, Academy]) -> Iterator[Document]:
    figures = figures_of([campaign.pk for campaign in batch])
    with override(LANGUAGE):
        for campaign in batch:
            yield document(campaign, figures[campaign.pk], academies)


def document(campaign: Campaign, figures: Figures, academies: Mapping[str, Academy]) -> Document:
    """Say what the catalogue keeps of one campaign; its rows are whole."""
    proposal, school = campaign.proposal, campaign.school
    told = (proposal.who_we_are, proposal.the_project, proposal.why_you)
    return Document(
        key=str(campaign.pk),
        language=LANGUAGE,
        kind=KIND,
        title=campaign.title,
        url=campaign_path(campaign),
        summary=proposal.pitch,
        body="\n".join([*told, f"{school} {school.town if school else ''}"]),
        state=SHOWN[State(campaign.state)],
        card=_card(campaign),
        facets=_facets(campaign, figures, academies),
        figures={
            "raised_cents": figures.raised_cents,
            "minimum_cents": campaign.minimum_cents or 0,
            "optimum_cents": campaign.optimum_cents or 0,
            "left_cents": standing_of(campaign, figures).left_cents,
        },
        published_at=campaign.published_at,
        ends_at=campaign.closes_at,
        point=_point(campaign),
    )


def campaign_path(campaign: Campaign, language: str = LANGUAGE) -> str:
    with override(language):
        return reverse("collections:campaign", args=[campaign.slug], urlconf=NATIONAL_URLS)


def _card(campaign: Campaign) -> dict[str, Any]:
    school = campaign.school
    picture: Picture | None = next(iter(campaign.pictures.all()), None)
    return {
        "school": school.name if school else "",
        "town": school.town if school else "",
        "code": school.department_id if school else "",
        "time_zone": school.department.time_zone_name if school else settings.TIME_ZONE,
        "theme": campaign.theme,
        "picture": picture.card.url if picture else "",
        "alt": picture.alt if picture else "",
    }


def _facets(
    campaign: Campaign, figures: Figures, academies: Mapping[str, Academy]
) -> dict[Facet, Collection[str]]:
    school = campaign.school
    academy = academies.get(school.department_id) if school else None
    return {
        Facet.THEME: [campaign.theme] if campaign.theme else [],
        Facet.FORMAT: [campaign.format] if campaign.format else [],
        Facet.LEVEL: campaign.levels,
        Facet.DEPARTMENT: [school.department_id] if school else [],
        Facet.ACADEMY: [academy.code] if academy else [],
        Facet.LABEL: _labels(campaign),
        **_urgency(campaign, figures),
    }


def _labels(campaign: Campaign) -> list[str]:
    labels = campaign.school.labels if campaign.school else []
    return [*labels, COURTE_ECHELLE] if campaign.is_courte_echelle else labels


def _urgency(campaign: Campaign, figures: Figures) -> dict[Facet, list[str]]:
    if campaign.state != State.PUBLISHED or campaign.closes_at is None:
        return {}
    standing = standing_of(campaign, figures)
    needs = standing.needs(closes_at=campaign.closes_at, at=timezone.now())
    return {Facet.NEED: [*needs], Facet.AMOUNT: [standing.band]}


def _point(campaign: Campaign) -> Point | None:
    for place in (campaign.school, campaign.school.commune if campaign.school else None):
        if place is not None and place.latitude is not None and place.longitude is not None:
            return Point(place.latitude, place.longitude)
    return None


def _is_uuid(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def academy_names() -> dict[str, str]:
    return dict(Academy.objects.values_list("code", "name"))


def install() -> None:
    """Called when the app starts."""
    registry.register(
        CampaignSource(), covers=[Campaign], home=Home.NATIONAL, in_every_language=True
    )
    registry.expect(lambda: [Campaign])
    registry.name_values(Facet.KIND, {KIND: _("Collections")})
    results.describe(KIND, details)
    for name, title, description in LISTS:
        lists.describe(f"collections:{name}", title, description, Home.NATIONAL)
    registry.name_values(Facet.THEME, dict(Theme.choices))
    registry.name_values(Facet.LEVEL, dict(Level.choices))
    registry.name_values(Facet.FORMAT, dict(Format.choices))
    registry.name_values(Facet.ACADEMY, academy_names)
    registry.name_values(
        Facet.LABEL, {**dict(Label.choices), COURTE_ECHELLE: _("Courte Échelle: needs most help")}
    )
    registry.name_values(
        Facet.NEED,
        {Need.NEARLY: _("Nearly there"), Need.ENDING: _("Ends within a week")},
    )
    registry.name_values(
        Facet.AMOUNT,
        {
            Band.TO_100: _("Up to 100 €"),
            Band.TO_500: _("100 to 500 €"),
            Band.TO_1000: _("500 to 1,000 €"),
            Band.MORE: _("More than 1,000 €"),
        },
    )
