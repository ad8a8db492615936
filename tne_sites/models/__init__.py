"""Tables of a site: structures, workshops, registrations."""

from tne_sites.models.registrations import (
    Call,
    Registration,
    RegistrationQuerySet,
    WorkshopImport,
    WorkshopMessage,
)
from tne_sites.models.structures import OrganiserAccess, Structure, StructureKind
from tne_sites.models.workshops import Workshop, WorkshopQuerySet, WorkshopSeries, WorkshopText

__all__ = [
    "Call",
    "OrganiserAccess",
    "Registration",
    "RegistrationQuerySet",
    "Structure",
    "StructureKind",
    "Workshop",
    "WorkshopImport",
    "WorkshopMessage",
    "WorkshopQuerySet",
    "WorkshopSeries",
    "WorkshopText",
]
