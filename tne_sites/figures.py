"""The figures of a department over a period: computed from its rows, never copied.

Each says what it counts, of how many, and what is not known.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.context import current_tenant
from territories.domain.departments import time_zone
from territories.domain.school_year import SchoolYear
from tne_sites import clock
from tne_sites.domain.indicators import Indicator, Period
from tne_sites.domain.states import FOR_PROFESSIONALS, RegistrationState, WorkshopKind
from tne_sites.models import (
    Agreement,
    AgreementInstalment,
    Profession,
    Registration,
    ResourceParent,
    TargetSchool,
    TrainedGroup,
    Workshop,
)


def this_school_year() -> Period:
    year = SchoolYear.of(clock.today())
    return Period(year.starts_on, year.ends_on)


def indicators(period: Period, at: datetime | None = None) -> list[Indicator]:
    """Return what a department reports on a period, part by part: a fixed number of queries."""
    facts = _Facts(period, at or timezone.now())
    return [
        *facts.workshops(),
        *facts.schools(),
        *facts.structures(),
        *facts.people(),
        *facts.parents(),
        *facts.trainings(),
        *facts.amounts(),
    ]


@dataclass(frozen=True, slots=True)
class _Held:
    uais: frozenset[str]
    organiser: int
    commune: str


class _Facts:
    """Reads the workshops of the period once, and counts."""

    def __init__(self, period: Period, at: datetime) -> None:
        self.period, self.at = period, at
        first, last = bounds(period)
        self.rows = Workshop.objects.published().filter(starts_at__gte=first, starts_at__lt=last)
        # Parents' workshops: the training of intervenors is counted apart.
        parents = self.rows.exclude(kind__in=FOR_PROFESSIONALS)
        self.planned = parents.filter(ends_at__gt=at).count()
        self.held_rows = parents.filter(ends_at__lte=at)
        self.held = [
            _Held(frozenset(uais), organiser, commune)
            for uais, organiser, commune in self.held_rows.values_list(
                "schools", "organiser_id", "commune_code"
            )
        ]

    def workshops(self) -> Iterator[Indicator]:
        yield Indicator(
            key="workshops_held",
            title=_("Workshops held"),
            definition=_(
                "Published workshops for parents that are over, without the cancelled ones."
            ),
            value=len(self.held),
        )
        yield Indicator(
            key="workshops_planned",
            title=_("Workshops planned"),
            definition=_("Published workshops for parents that are still to come in the period."),
            value=self.planned,
        )
        yield Indicator(
            key="communes_reached",
            title=_("Communes with a workshop held"),
            definition=_("Different communes of the workshops held; those online have none."),
            value=len({one.commune for one in self.held if one.commune}),
            asked=len(self.held),
            known=sum(bool(one.commune) for one in self.held),
        )

    def schools(self) -> Iterator[Indicator]:
        targets = TargetSchool.objects.during(self.period.first, self.period.last)
        codes = set(targets.values_list("uai", flat=True))
        reached = frozenset[str]().union(*(one.uais for one in self.held))
        yield Indicator(
            key="targets_covered",
            title=_("Target schools covered"),
            definition=_("Target schools for whose families at least one workshop was held."),
            value=len(codes & reached),
            denominator=len(codes),
            denominator_text=_("target schools of the period"),
        )
        yield Indicator(
            key="other_schools",
            title=_("Other schools reached"),
            definition=_("Schools outside the targets for which a workshop was held."),
            value=len(reached - codes),
            asked=len(self.held),
            known=sum(bool(one.uais) for one in self.held),
        )

    def structures(self) -> Iterator[Indicator]:
        agreed = Agreement.objects.in_force_during(self.period.first, self.period.last)
        partners = set(agreed.values_list("structure_id", flat=True))
        active = {one.organiser for one in self.held}
        yield Indicator(
            key="partners",
            title=_("Structures under agreement"),
            definition=_("Structures with a signed agreement in force for a day of the period."),
            value=len(partners),
        )
        yield Indicator(
            key="active_partners",
            title=_("Partners that held a workshop"),
            definition=_("Structures under agreement that organised at least one workshop held."),
            value=len(partners & active),
            denominator=len(partners),
            denominator_text=_("structures under agreement"),
        )

    def people(self) -> Iterator[Indicator]:
        confirmed = Registration.objects.filter(
            workshop__in=self.held_rows, state=RegistrationState.CONFIRMED
        )
        counted = confirmed.aggregate(
            rows=Count("pk"),
            known=Count("pk", Q(attended__isnull=False)),
            people=Sum("party"),
            came=Sum("attended"),
            expected=Sum("party", filter=Q(attended__isnull=False)),
        )
        yield Indicator(
            key="people_registered",
            title=_("People registered"),
            definition=_("People announced in confirmed registrations for the workshops held."),
            value=counted["people"] or 0,
        )
        yield Indicator(
            key="people_came",
            title=_("People who came"),
            definition=_("People noted as present, of those announced in the same registrations."),
            value=counted["came"] or 0,
            denominator=counted["expected"] or 0,
            denominator_text=_("people announced where presence is known"),
            asked=counted["rows"],
            known=counted["known"],
        )

    def parents(self) -> Iterator[Indicator]:
        last = min(self.period.last, clock.today())
        lasting = Q(left_on__isnull=True) | Q(left_on__gt=last)
        first, end = bounds(self.period)
        yield Indicator(
            key="resource_parents",
            title=_("Resource parents active"),
            definition=_("Parents who signed the charter and had not left on the last day."),
            value=ResourceParent.objects.filter(lasting, active_since__lte=last).count(),
        )
        yield Indicator(
            key="parent_applications",
            title=_("Applications of resource parents"),
            definition=_("Applications received in the period, whatever became of them."),
            value=ResourceParent.objects.filter(applied_at__gte=first, applied_at__lt=end).count(),
        )

    def trainings(self) -> Iterator[Indicator]:
        done = self.rows.filter(kind=WorkshopKind.TRAINING, ends_at__lte=self.at)
        by_profession = dict(
            TrainedGroup.objects.filter(training__in=done)
            .order_by()
            .values_list("profession")
            .annotate(people=Sum("people"))
        )
        total = sum(by_profession.values())
        yield Indicator(
            key="trainings",
            title=_("Trainings of intervenors held"),
            definition=_("Published workshops of the kind “training” that are over."),
            value=done.count(),
        )
        yield Indicator(
            key="people_trained",
            title=_("Intervenors trained"),
            definition=_("People written down for these trainings, by profession."),
            value=total,
            asked=total,
            known=total - by_profession.get(Profession.UNKNOWN, 0),
            parts=_parts(by_profession),
        )

    def amounts(self) -> Iterator[Indicator]:
        agreed = Agreement.objects.in_force_during(self.period.first, self.period.last)
        days = (self.period.first, self.period.last)
        paid = AgreementInstalment.objects.filter(paid_on__range=days)
        yield Indicator(
            key="amount_agreed",
            title=_("Amount of the agreements in force"),
            definition=_("Sum of the signed agreements in force for a day of the period."),
            value=_total(agreed),
            is_amount=True,
        )
        yield Indicator(
            key="amount_paid",
            title=_("Amount paid"),
            definition=_("Instalments paid in the period, whatever their agreement."),
            value=_total(paid),
            is_amount=True,
        )


def bounds(period: Period) -> tuple[datetime, datetime]:
    """Return the instants between which the period lies, on the department's own clock."""
    tenant = current_tenant()
    zone = time_zone(tenant.code) if tenant and tenant.code else UTC
    return _midnight(period.first, zone), _midnight(period.last + timedelta(days=1), zone)


def _midnight(day: date, zone: object) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)  # type: ignore[arg-type]  # a zone is a tzinfo


def _parts(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((str(one.label), counts[one]) for one in Profession if one in counts)


def _total(rows: QuerySet[Agreement] | QuerySet[AgreementInstalment]) -> int:
    return rows.aggregate(total=Sum("amount_cents"))["total"] or 0


def plain(found: Iterable[Indicator]) -> dict[str, int]:
    """Return values by key, for the national projection: no name, no amount."""
    return {one.key: one.value for one in found if not one.is_amount}
