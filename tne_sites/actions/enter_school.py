"""Enter by hand a school that the directory lacks: it has just opened, or was left out."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError
from tenants import audit
from tenants.context import current_tenant
from territories.domain import uai as rules
from territories.models import Commune, Origin, School, SchoolKind, Sector, Stage
from tne_sites.actions.choose_target_schools import add_target_schools

FIRST = {SchoolKind.NURSERY, SchoolKind.ELEMENTARY, SchoolKind.PRIMARY}


class SchoolRefused(DomainError):
    """The code is another department's, or the directory has it already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSchool:
    """What is on the school's own letterhead."""

    uai: str
    name: str
    kind: str
    sector: str = Sector.PUBLIC
    commune_code: str
    address: str = ""


@transaction.atomic
def enter_school(*, given: NewSchool, by: AbstractBaseUser, on: date) -> School:
    """Write the school and make it a target; the directory takes over once it knows the code.

    Raise InvalidUai for a code that is none, SchoolRefused for one that is not to be entered here.
    """
    code = rules.parse(given.uai)
    tenant = current_tenant()
    here = tenant.code if tenant else ""
    if code.department != here:
        raise SchoolRefused(_("This code is that of a school of another department."))
    if School.objects.filter(uai=str(code)).exists():
        raise SchoolRefused(_("The directory has this school already: search for its code."))
    commune = Commune.objects.current().in_department(here).get(code=given.commune_code)
    school = School.objects.create(
        uai=str(code),
        name=given.name,
        kind=given.kind,
        stage=_stage(given.kind),
        sector=given.sector,
        department_id=here,
        commune=commune,
        town=commune.name,
        address=given.address,
        latitude=commune.latitude,
        longitude=commune.longitude,
        origin=Origin.STAFF,
    )
    audit.record(action="school.entered", actor=by, target=f"school:{code}")
    add_target_schools(uais=[str(code)], by=by, on=on)
    return school


def _stage(kind: str) -> Stage:
    if kind in FIRST:
        return Stage.FIRST
    return Stage.OTHER if kind == SchoolKind.SPECIALISED else Stage.SECOND
