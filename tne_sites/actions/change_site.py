"""Ask for a department's site to be created, archived, reopened or deleted, and carry it out.

The request is a row, written with its task in one transaction; the work happens in the worker,
because a schema is never made inside somebody's request.
"""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError
from tenants import audit, provisioning
from tenants.context import enter
from tenants.models import OperationKind, OperationState, SiteOperation, Tenant
from tne_sites.actions.create_department import create_department


class AlreadyAsked(DomainError):
    """Something is being done to this site at this moment."""


def ask_for(*, kind: OperationKind, code: str, by: AbstractBaseUser) -> SiteOperation:
    """Write the request, its trace and its task; or raise AlreadyAsked and write nothing."""
    from tne_sites.tasks import change_site  # noqa: PLC0415  the task calls this module

    try:
        with transaction.atomic():
            operation = SiteOperation.objects.create(
                kind=kind, code=code, asked_by=str(by), asked_by_id=by.pk
            )
            audit.record(action=f"site.{kind}", actor=by, target=f"department:{code}")
            change_site.enqueue(operation.pk)
    except IntegrityError as error:
        raise AlreadyAsked(
            _("Something is being done to the site of %(code)s: wait until it is finished."),
            code=code,
        ) from error
    return operation


def carry_out(*, operation_id: int) -> None:
    """Do what was asked, telling each step; a refusal is written on the row for whoever asked."""
    with enter("public"):
        operation = SiteOperation.objects.get(pk=operation_id)
        if operation.is_finished:
            return
        _tell(operation, state=OperationState.RUNNING)
        try:
            message = _do(operation)
        except Exception as error:
            text = str(error) if isinstance(error, DomainError) else type(error).__name__
            _tell(operation, state=OperationState.FAILED, message=text, finished_at=timezone.now())
            if not isinstance(error, DomainError):
                raise
        else:
            _tell(operation, state=OperationState.DONE, message=message, finished_at=timezone.now())


def _do(operation: SiteOperation) -> str:

    def report(step: str) -> None:
        _tell(operation, step=step)

    if operation.kind == OperationKind.CREATE:
        return str(create_department(code=operation.code, report=report).root_url)
    tenant = Tenant.objects.departments().get(code=operation.code)
    if operation.kind == OperationKind.DELETE:
        return provisioning.delete(tenant, report=report).name
    (provisioning.archive if operation.kind == OperationKind.ARCHIVE else provisioning.reopen)(
        tenant
    )
    return str(tenant.root_url)


def _tell(operation: SiteOperation, **fields: object) -> None:
    for name, value in fields.items():
        setattr(operation, name, value)
    operation.save(update_fields=list(fields))
