"""Which schools are targets of a department: they come, and leave, with a date."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError
from search import registry
from tenants import audit
from tenants.context import current_tenant
from territories.domain import uai as rules
from territories.models import School
from tne_sites.models import TargetSchool


class NotOurs(DomainError):
    """The school is in another department, or nowhere in the directory."""


@transaction.atomic
def add_target_schools(*, uais: Iterable[str], by: AbstractBaseUser, on: date) -> int:
    """Add schools of this department, or bring them back; return how many were not targets.

    Raise InvalidUai for a code that is none, NotOurs for a school elsewhere: nothing is added then.
    """
    codes = sorted({str(rules.parse(typed)) for typed in uais})
    tenant = current_tenant()
    here = School.objects.filter(uai__in=codes, department=tenant.code if tenant else "")
    known = set(here.values_list("uai", flat=True))
    if missing := [code for code in codes if code not in known]:
        raise NotOurs(
            _("These codes are not those of schools of this department: %(codes)s."),
            codes=", ".join(missing[:5]),
        )
    gone = TargetSchool.objects.filter(uai__in=codes, until__isnull=False)
    back = gone.update(until=None)
    there = set(TargetSchool.objects.filter(uai__in=codes).values_list("uai", flat=True))
    new = [TargetSchool(uai=code, since=on) for code in codes if code not in there]
    TargetSchool.objects.bulk_create(new)
    registry.refresh_many("target_schools", codes)
    audit.record(action="target_school.added", actor=by, detail={"schools": len(new) + back})
    return len(new) + back


@transaction.atomic
def retire_target_school(*, target_id: int, by: AbstractBaseUser, on: date) -> TargetSchool:
    """Take a school out of the perimeter from a day on; its past workshops stay counted."""
    target = TargetSchool.objects.select_for_update().get(pk=target_id)
    target.until = max(on, target.since)
    target.save(update_fields=["until"])
    audit.record(action="target_school.retired", actor=by, target=f"school:{target.uai}")
    return target
