"""Structures and target schools become entries of the catalogue, in French: their names are."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms import lists
from search import registry
from search.registry import Document, Facet, Home, Point
from tenants.context import current_tenant
from tne_sites import clock, places
from tne_sites.models import Structure, TargetSchool

LISTS = (
    (
        "structures",
        _("Structures that welcome you"),
        _("Associations, libraries and social centres of the department that welcome parents."),
    ),
    (
        "structures_map",
        _("Map of the structures"),
        _("The numbers of the list are those of the map."),
    ),
    (
        "schools",
        _("Target schools"),
        _("The schools of the department in which workshops for parents are held."),
    ),
)
URLCONF = "config.urls"
# Schools have no date of publication; one for all keeps their entries as they are.
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


class StructureSource:
    """The structures that visitors see."""

    name = "structures"

    def count(self) -> int:
        return self._rows().count()

    def keys(self) -> Iterable[str]:
        return [str(pk) for pk in self._rows().values_list("pk", flat=True)]

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Document]:
        rows = self._rows()
        if keys is not None:
            rows = rows.filter(pk__in=[int(key) for key in keys if key.isdecimal()])
        found = list(rows)
        known = places.communes(row.commune_code for row in found)
        for row in found:
            yield _structure(row, known.get(row.commune_code))

    @staticmethod
    def _rows() -> QuerySet[Structure]:
        """Who organises the webinars of the nation has no page: structures are departments'."""
        tenant = current_tenant()
        has_pages = tenant is not None and not tenant.is_national
        return Structure.objects.public() if has_pages else Structure.objects.none()


class TargetSchoolSource:
    """The target schools of today that are known to `territories` and open."""

    name = "target_schools"

    def count(self) -> int:
        return len(list(self._facts(self._rows())))

    def keys(self) -> Iterable[str]:
        return [school.uai for school in self._facts(self._rows())]

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Document]:
        rows = self._rows()
        for school in self._facts(rows if keys is None else rows.filter(uai__in=keys)):
            yield _school(school)

    @staticmethod
    def _rows() -> QuerySet[TargetSchool]:
        return TargetSchool.objects.on(clock.today())

    @staticmethod
    def _facts(rows: QuerySet[TargetSchool]) -> Iterator[places.SchoolFacts]:
        known = places.schools(list(rows.values_list("uai", flat=True)))
        for _uai, school in sorted(known.items()):
            if not school.is_closed_on(clock.today()):
                yield school


def _structure(row: Structure, place: places.Place | None) -> Document:
    own = (row.latitude, row.longitude)
    point = own if None not in own else (place.latitude, place.longitude) if place else (None, None)
    return Document(
        key=str(row.pk),
        language="fr",
        kind="structure",
        title=row.name,
        url=_path("territory:structure", row.pk),
        summary=row.description[:300],
        body="\n".join(part for part in (row.description, str(place or "")) if part),
        card={"kind": row.kind, "commune": str(place or "")},
        facets={Facet.AUDIENCE: row.audiences},
        point=_point(*point),
        published_at=row.created_at,
    )


def _school(school: places.SchoolFacts) -> Document:
    return Document(
        key=school.uai,
        language="fr",
        kind="school",
        title=school.name,
        url=_path("territory:school", school.uai),
        summary=f"{school.kind_name}, {school.town}",
        body=f"{school.town} {school.uai}",
        card={"kind": school.kind, "commune": school.town},
        facets={Facet.LABEL: school.labels},
        point=_point(school.latitude, school.longitude),
        published_at=SINCE,
    )


def _path(name: str, argument: object) -> str:
    """French addresses, whatever the language of whoever changes the row."""
    with translation.override("fr"):
        return reverse(name, args=[argument], urlconf=URLCONF)


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return Point(latitude, longitude) if latitude is not None and longitude is not None else None


def install() -> None:
    """Called when the app starts."""
    for name, title, description in LISTS:
        lists.describe(f"territory:{name}", title, description, Home.DEPARTMENTS)
    registry.register(
        StructureSource(), covers=[Structure], home=Home.DEPARTMENTS, in_every_language=True
    )
    registry.register(
        TargetSchoolSource(), covers=[TargetSchool], home=Home.DEPARTMENTS, in_every_language=True
    )
    registry.expect(lambda: [Structure, TargetSchool])
    registry.name_values(Facet.KIND, {"structure": _("Structures"), "school": _("Target schools")})
