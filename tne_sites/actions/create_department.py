"""Open a department's site."""

from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError
from tenants import provisioning
from tenants.models import Tenant
from tenants.provisioning import Report
from territories.models import Department


class UnknownDepartment(DomainError):
    """No department has this code."""


def create_department(*, code: str, report: Report | None = None) -> Tenant:
    """Make the site of a department known to `territories`; or raise DomainError and leave nothing.

    Not inside a transaction: the schema is restored in one of its own.
    """
    department = Department.objects.proper().filter(code=code.strip().upper()).first()
    if department is None:
        raise UnknownDepartment(_("No department has the code “%(code)s”."), code=code)
    return provisioning.create_department(
        code=department.code, name=department.name, slug=department.slug, report=report
    )
