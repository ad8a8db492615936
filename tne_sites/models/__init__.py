"""Tables of a site: structures, workshops, registrations, partnerships, schools, parents, pages."""

from tne_sites.models.adoption import Adoption
from tne_sites.models.coverage import TargetSchool, TargetSchoolQuerySet
from tne_sites.models.pages import ProfessionalsPage, ResourceParentPage, TerritoryPage
from tne_sites.models.parents import ResourceParent, ResourceParentQuerySet
from tne_sites.models.partnerships import (
    Agreement,
    AgreementInstalment,
    AgreementPaper,
    AgreementQuerySet,
    LogEntry,
)
from tne_sites.models.registrations import (
    Call,
    Registration,
    RegistrationQuerySet,
    WorkshopImport,
    WorkshopMessage,
)
from tne_sites.models.structures import OrganiserAccess, Structure, StructureKind
from tne_sites.models.trainings import Profession, TrainedGroup
from tne_sites.models.workshops import Workshop, WorkshopQuerySet, WorkshopSeries, WorkshopText

__all__ = [
    "Adoption",
    "Agreement",
    "AgreementInstalment",
    "AgreementPaper",
    "AgreementQuerySet",
    "Call",
    "LogEntry",
    "OrganiserAccess",
    "Profession",
    "ProfessionalsPage",
    "Registration",
    "RegistrationQuerySet",
    "ResourceParent",
    "ResourceParentPage",
    "ResourceParentQuerySet",
    "Structure",
    "StructureKind",
    "TargetSchool",
    "TargetSchoolQuerySet",
    "TerritoryPage",
    "TrainedGroup",
    "Workshop",
    "WorkshopImport",
    "WorkshopMessage",
    "WorkshopQuerySet",
    "WorkshopSeries",
    "WorkshopText",
]
