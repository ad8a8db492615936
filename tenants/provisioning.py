"""Create, archive, reopen and delete a site. Nothing here runs inside an open transaction.

A site being made is marked `creating`: a crash at any point leaves a row that no visitor reaches,
and asking for the same department again starts over.
"""

import gzip
import io
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError
from tenants import schema_template, schemas
from tenants.context import enter
from tenants.lifecycle import Moment, run
from tenants.models import Domain, Tenant, TenantState, TenantType
from tenants.models.tenant import NATIONAL_SCHEMA
from tenants.tasks import enqueued_together

type Report = Callable[[str], None]


class SiteExists(DomainError):
    """There is a site for this department, or at this address, already."""


def create_national(*, name: str = "Trousse") -> Tenant:
    """Make the national site, or return it when it is there."""
    found = (
        Tenant.objects.filter(schema_name=NATIONAL_SCHEMA)
        .exclude(state=TenantState.CREATING)
        .first()
    )
    if found:
        return found
    row = {"type": TenantType.NATIONAL, "code": "", "name": name, "slug": NATIONAL_SCHEMA}
    return _create(NATIONAL_SCHEMA, row, _ignore)


def create_department(*, code: str, name: str, slug: str, report: Report | None = None) -> Tenant:
    """Make a department's site with its pages and roles, in about a second; or raise SiteExists.

    `report` is told each step in a word, for a progress display.
    """
    schema = f"tne_{code.lower()}"
    row = {"type": TenantType.DEPARTMENT, "code": code.upper(), "name": name, "slug": slug}
    sites = Tenant.objects.filter(slug=slug) | Tenant.objects.filter(schema_name=schema)
    # An address that was given to another site is not taken away from it in silence.
    hosts = Domain.objects.filter(domain=Tenant(**row).default_host)
    if (
        sites.exclude(state=TenantState.CREATING).exists()
        or hosts.exclude(tenant__schema_name=schema).exists()
    ):
        raise SiteExists(
            _("A site exists already for %(code)s or at “%(slug)s”."), code=code, slug=slug
        )
    return _create(schema, row, report or _ignore)


def archive(tenant: Tenant) -> None:
    """Keep a site readable, with a notice; nobody writes in it any more."""
    with enter(tenant), transaction.atomic():
        _set_state(tenant, TenantState.ARCHIVED, archived_at=timezone.now())
        run(Moment.ARCHIVED, tenant)


def reopen(tenant: Tenant) -> None:
    """Undo `archive`."""
    with enter(tenant), transaction.atomic():
        _set_state(tenant, TenantState.OPEN, archived_at=None)
        run(Moment.REOPENED, tenant)


def delete(tenant: Tenant, *, report: Report | None = None) -> Path:
    """Remove a department for good, after writing rows and files to the archive it returns.

    Closed for writing first: what somebody writes after the copy would be lost. A failure opens the
    site again. `report` is told each step in a word.
    """
    if tenant.is_national:
        raise DomainError(_("The national site cannot be deleted."))
    schema, tell, was_archived = tenant.schema_name, report or _ignore, tenant.is_archived
    tell("closing")
    if not was_archived:
        archive(tenant)
    try:
        tell("copy")
        archive_path = _write_archive(tenant)
        tell("removal")
        with enter(tenant), transaction.atomic():
            run(Moment.DELETED, tenant)
            with enter("public"):
                schemas.drop(schema)
                tenant.delete()
    except BaseException:
        if not was_archived:
            reopen(Tenant.objects.get(schema_name=schema))
        raise
    shutil.rmtree(Path(settings.MEDIA_ROOT) / schema, ignore_errors=True)
    return archive_path


def _create(schema: str, row: dict[str, str], report: Report) -> Tenant:
    connection.validate_no_atomic_block()
    with enter("public"):
        schemas.drop(schema)  # what a crash may have left
        tenant, _created = Tenant.objects.update_or_create(
            schema_name=schema, defaults=row | {"state": TenantState.CREATING}
        )
        Domain.objects.update_or_create(
            domain=tenant.default_host,
            defaults={"tenant": tenant, "is_primary": True, "redirects": False},
        )
        try:
            report("schema")
            _make_schema(tenant)
            report("content")
            with enter(tenant), transaction.atomic(), enqueued_together():
                run(Moment.CREATED, tenant)
                _set_state(tenant, TenantState.OPEN)
        except BaseException:
            schemas.drop(schema)
            tenant.delete()
            raise
    return tenant


def _make_schema(tenant: Tenant) -> None:
    schema_template.restore(tenant.schema_name)
    if tenant.is_national:
        # The template recorded the national apps' migrations without making their tables.
        labels = schemas.labels_of("national") - schemas.labels_of("department")
        schemas.forget(tenant.schema_name, labels)
        schemas.migrate(tenant.schema_name, tenant.type)


def _set_state(tenant: Tenant, state: TenantState, **fields: object) -> None:
    for name, value in (fields | {"state": state}).items():
        setattr(tenant, name, value)
    tenant.save(update_fields=["state", *fields])


def _write_archive(tenant: Tenant) -> Path:
    """Write rows.sql.gz, media/ and a manifest into one tar file outside the media folder."""
    now = timezone.now()
    folder = Path(settings.STATE_DIR) / "deleted"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    path = folder / f"{tenant.schema_name}-{now:%Y%m%d-%H%M%S}.tar"
    command = [schema_template.find_pg_dump(), f"--schema={tenant.schema_name}", "--no-owner"]
    rows = subprocess.run(  # noqa: S603  a fixed command
        command, env=schema_template.connection_environment(), capture_output=True, check=True
    ).stdout
    manifest = {
        "schema": tenant.schema_name,
        "code": tenant.code,
        "name": tenant.name,
        "at": now.isoformat(),
    }
    # Personal data: only the user who deletes the site reads it, as with backups.
    file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(file, "wb") as out, tarfile.open(fileobj=out, mode="w") as tar:
        _add(tar, "manifest.json", json.dumps(manifest, indent=2).encode())
        _add(tar, "rows.sql.gz", gzip.compress(rows))
        media = Path(settings.MEDIA_ROOT) / tenant.schema_name
        if media.exists():
            tar.add(media, arcname="media")
    return path


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def _ignore(_step: str) -> None:
    """Report to nobody."""
