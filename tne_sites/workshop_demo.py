"""Furnishes sites with workshops around today: past ones with attendance, coming ones with places.

Asking twice changes nothing. Nobody of these registrations exists; their addresses lead nowhere.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.text import slugify

from cms.demo.registry import step
from search import registry
from tenants.models import Tenant
from territories.domain.departments import time_zone
from tne_sites import places
from tne_sites.actions.change_workshop import cancel_workshop, change_workshop
from tne_sites.actions.hold_places import SOURCE
from tne_sites.actions.register_for_workshop import Registrant, register_for_workshop
from tne_sites.domain.recurrence import at_local
from tne_sites.domain.states import Mode, RegistrationSource, RegistrationState, WorkshopState
from tne_sites.models import (
    Registration,
    Structure,
    StructureKind,
    TargetSchool,
    Workshop,
    WorkshopSeries,
    WorkshopText,
)
from tne_sites.workshop_demo_texts import ALL, CAFE, PEOPLE, WEBINARS, Told

RICH = ("02", "95", "88")
# Days from today of what was, and of what comes.
PAST, RICH_PAST = (-40, -12), (-75, -61, -47, -40, -33, -26, -19, -12, -5)
COMING, RICH_COMING = (6, 13, 20, 34), (2, 4, 6, 9, 11, 13, 16, 18, 20, 25, 27, 32, 39, 46, 53)
SERIES = (8, 22, 36, 50)
SUNDAY = 6


@step("workshops")
def load_workshops(tenant: Tenant, at: datetime) -> None:
    """Write the workshops of one site, then the people of some of them."""
    if Workshop.objects.exists():
        return
    made = _national(at) if tenant.is_national else _department(tenant, at)
    registry.refresh_many(SOURCE, [str(workshop.key) for workshop in made])
    if tenant.code in RICH:
        _fill(made, at)
        _change(made, at)


def _national(at: datetime) -> list[Workshop]:
    organiser = Structure.objects.get_or_create(
        name="Trousse", defaults={"kind": StructureKind.OTHER, "email": "webinaires@example.org"}
    )[0]
    day = at.date()
    return [
        _write(told, day + timedelta(days=10 + 14 * turn), organiser, "", at)
        for turn, told in enumerate(WEBINARS)
    ]


def _department(tenant: Tenant, at: datetime) -> list[Workshop]:
    organisers = list(Structure.objects.public().order_by("pk"))
    if not organisers:
        return []
    is_rich = tenant.code in RICH
    schools = list(TargetSchool.objects.order_by("uai").values_list("uai", flat=True))
    made = []
    days = (*(RICH_PAST if is_rich else PAST), *(RICH_COMING if is_rich else COMING))
    for turn, ahead in enumerate(days):
        organiser = organisers[turn % len(organisers)]
        day = _weekday(at.date() + timedelta(days=ahead))
        workshop = _write(ALL[turn % len(ALL)], day, organiser, tenant.code, at)
        # Two schools in three: coverage keeps its holes.
        if schools and turn % 3:
            workshop.schools = [schools[turn % max(1, 2 * len(schools) // 3)]]
            workshop.save(update_fields=["schools"])
        made.append(workshop)
    return [*made, *(_series(tenant, organisers[0], at) if is_rich else [])]


def _weekday(day: date) -> date:
    return day + timedelta(days=1) if day.weekday() == SUNDAY else day


def _series(tenant: Tenant, organiser: Structure, at: datetime) -> list[Workshop]:
    series = WorkshopSeries.objects.create(title=CAFE.title)
    made = []
    for ahead in SERIES:
        day = _weekday(at.date() + timedelta(days=ahead))
        workshop = _write(CAFE, day, organiser, tenant.code, at)
        workshop.series, workshop.planned_on = series, day
        workshop.save(update_fields=["series", "planned_on"])
        made.append(workshop)
    return made


def _write(told: Told, day: date, organiser: Structure, code: str, at: datetime) -> Workshop:
    zone = time_zone(code)
    start, end = (at_local(day, time.fromisoformat(hour), zone) for hour in told.hours)
    workshop = Workshop.objects.create(
        title=told.title,
        slug=slugify(told.title)[:120],
        kind=told.kind,
        summary=told.summary,
        description=told.description,
        state=WorkshopState.PUBLISHED,
        published_at=min(at, start) - timedelta(days=20),
        starts_at=start,
        ends_at=end,
        time_zone_name=zone.key,
        amenities=list(told.amenities),
        organiser=organiser,
        audiences=list(told.audiences),
        themes=list(told.themes),
        languages=list(told.languages),
        capacity=told.places,
        needs_registration=told.kind != "drop_in",
        **_place(organiser),
    )
    _translate(workshop, told)
    if end <= at and workshop.needs_registration:
        _attended(workshop)
    return workshop


def _place(organiser: Structure) -> dict[str, Any]:
    """At the organiser's; online when it has no commune."""
    place = places.communes([organiser.commune_code]).get(organiser.commune_code)
    if place is None:
        return {"mode": Mode.ONLINE, "online_url": "https://visio.example.org/atelier"}
    return {
        "mode": Mode.ON_SITE,
        "commune_code": place.code,
        "commune_name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "place_name": organiser.name,
        "address": organiser.address,
        "access_note": "Entrée par la cour. Arrêt de bus à deux minutes.",
    }


def _translate(workshop: Workshop, told: Told) -> None:
    title, summary, description = told.arabic
    if title:
        WorkshopText.objects.create(
            workshop=workshop,
            language="ar",
            title=title,
            summary=summary,
            description=description,
        )


def _attended(workshop: Workshop) -> None:
    """People of the past: most came, some did not, of some nobody said."""
    most = min(workshop.capacity or 10, 8 + workshop.pk % 5)
    rows = [
        Registration(
            workshop=workshop,
            state=RegistrationState.CONFIRMED,
            name=PEOPLE[turn % len(PEOPLE)],
            email=f"parent{turn}@example.org",
            created_at=workshop.starts_at - timedelta(days=6),
            reminded_at=workshop.starts_at - timedelta(days=2),
            attended=(1, 1, 0, 1, None)[turn % 5],
        )
        for turn in range(most)
    ]
    Registration.objects.bulk_create(rows)
    workshop.places_taken = most
    workshop.save(update_fields=["places_taken"])


def _fill(made: list[Workshop], at: datetime) -> None:
    """The first coming one is full with people who wait; the next has some places taken."""
    coming = [row for row in made if row.starts_at > at and row.needs_registration]
    Workshop.objects.filter(pk=coming[0].pk).update(capacity=12)
    for workshop, people in zip(coming, (17, 5, 3), strict=False):
        for turn in range(people):
            has_email = turn % 6 != 5  # noqa: PLR2004  one in six telephones
            registrant = Registrant(
                name=PEOPLE[turn % len(PEOPLE)],
                email=f"parent{turn}@example.org" if has_email else "",
                phone="" if has_email else f"+3319900{turn:04}",
                language="ar" if turn % 7 == 6 else "fr",  # noqa: PLR2004  one in seven
            )
            register_for_workshop(
                workshop_id=workshop.pk,
                registrant=registrant,
                source=RegistrationSource.ONLINE if has_email else RegistrationSource.PHONE,
                at=at,
            )


def _change(made: list[Workshop], at: datetime) -> None:
    """In the series one date is moved and one is cancelled."""
    _first, moved, cancelled, *_rest = [row for row in made if row.series_id]
    later = timedelta(hours=2)
    fields = {"starts_at": moved.starts_at + later, "ends_at": moved.ends_at + later}
    change_workshop(workshop_id=moved.pk, fields=fields, at=at)
    cancel_workshop(workshop_id=cancelled.pk, reason="La salle est prise par les élections.", at=at)
