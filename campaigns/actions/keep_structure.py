"""The manager keeps the structure's file; somebody of the team checks each part of it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.actions.guards import NotYours
from campaigns.domain import structure_file
from campaigns.models import (
    BankAccount,
    DocumentKind,
    DocumentState,
    Post,
    PostKind,
    Structure,
    StructureDocument,
)
from cms.uploads import check_document
from kernel.domain import DomainError, gettext_noop
from tenants import audit

DESK = (RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.PROJECT_OFFICER, RoleKind.FINANCE_OFFICER)


def require_manager(structure: Structure, by: User) -> None:
    """Let pass the current manager of the structure's school, and nobody else."""
    posts = Post.objects.current().filter(
        kind=PostKind.MANAGER, user=by, school=structure.school_id, activated_at__isnull=False
    )
    if not posts.exists():
        raise NotYours


def require_desk(by: User) -> None:
    if not (by.is_superuser or by.has_role(*DESK)):
        raise NotYours


def has_its_papers(structure: Structure) -> bool:
    """Tell whether the team has accepted every paper of what the file says now."""
    wanted = structure_file.required_documents(structure.kind)
    accepted = structure.documents.filter(state=DocumentState.ACCEPTED, kind__in=wanted)
    return accepted.values("kind").distinct().count() == len(wanted)


def gaps_of(structure: Structure, at: datetime) -> list[str]:
    """Return what is missing before this structure can be paid; two queries."""
    accepted = structure.documents.filter(state=DocumentState.ACCEPTED)
    return structure_file.gaps(
        kind=structure.kind,
        has_siret=bool(structure.siret),
        has_address=bool(structure.address),
        has_representative=bool(structure.representative and structure.representative_born_on),
        accepted=set(accepted.values_list("kind", flat=True)),
        has_account=BankAccount.objects.usable(at).filter(structure=structure).exists(),
    )


@transaction.atomic
def change_structure(  # noqa: PLR0913  one argument for each field of the form
    *,
    structure_id: UUID,
    by: User,
    legal_name: str,
    siret: str,
    address: str,
    representative: str,
    representative_born_on: date | None,
) -> Structure:
    """Write what the Sirene notice says; or raise DomainError for another structure's SIRET."""
    structure = Structure.objects.select_for_update(of=("self",)).get(pk=structure_id)
    require_manager(structure, by)
    given = {
        "legal_name": legal_name,
        "siret": siret,
        "address": address,
        "representative": representative,
        "representative_born_on": representative_born_on,
    }
    changed = {name: told for name, told in given.items() if told != getattr(structure, name)}
    if changed:
        write_file(structure, changed, by=by)
    return structure


def write_file(structure: Structure, changed: Mapping[str, object], *, by: User) -> None:
    """Write these fields: papers that were compared with something else are read again.

    Raise DomainError for another structure's SIRET, also one that is written in this moment.
    """
    for name, told in changed.items():
        setattr(structure, name, told)
    structure.verified_at = None
    try:
        with transaction.atomic():
            structure.save(update_fields=[*changed, "verified_at"])
    except IntegrityError as error:
        taken = gettext_noop("Another structure already has this SIRET: write to us.")
        raise DomainError(taken) from error
    audit.record(action="structure.changed", actor=by, target=structure)
    accepted = structure.documents.filter(state=DocumentState.ACCEPTED)
    accepted.filter(kind__in=structure_file.proofs_of(changed)).update(state=DocumentState.WAITING)


@transaction.atomic
def decide_receipts(*, structure_id: UUID, by: User, issues: bool) -> Structure:
    """The manager says whether the structure may, and does, issue tax receipts."""
    structure = Structure.objects.select_for_update(of=("self",)).get(pk=structure_id)
    require_manager(structure, by)
    structure.issues_receipts = issues
    structure.save(update_fields=["issues_receipts"])
    detail = {"issues": issues}
    audit.record(action="structure.receipts", actor=by, target=structure, detail=detail)
    return structure


@transaction.atomic
def send_document(  # noqa: PLR0913  what, by whom, when
    *, structure_id: UUID, by: User, at: datetime, kind: str, file: IO[bytes], name: str
) -> StructureDocument:
    """Keep a PDF for the team to check; one still unread of the same kind is replaced."""
    structure = Structure.objects.select_for_update(of=("self",)).get(pk=structure_id)
    require_manager(structure, by)
    if kind not in DocumentKind.values or not name.lower().endswith(".pdf"):
        raise DomainError(gettext_noop("Send a PDF file, and say what it is."))
    check_document(file, name=name)
    unread = structure.documents.filter(kind=kind, state=DocumentState.WAITING, checked_at=None)
    unread.delete()
    document = StructureDocument(structure=structure, kind=kind, sent_by=by, sent_at=at)
    document.file.save("", ContentFile(file.read()), save=False)
    document.save()
    audit.record(
        action="structure.document_sent", actor=by, target=structure, detail={"kind": kind}
    )
    return document


@transaction.atomic
def check_structure_document(
    *, document_id: UUID, by: User, at: datetime, is_accepted: bool, reason: str = ""
) -> StructureDocument:
    """Accept a document, or refuse it with words that the manager reads."""
    require_desk(by)
    # The structure first, as whoever changes it does: a paper proves what the file says then.
    rows = Structure.objects.select_for_update(of=("self",)).filter(documents=document_id)
    structure = rows.first()
    document = structure.documents.filter(pk=document_id).first() if structure else None
    if structure is None or document is None:
        raise DomainError(gettext_noop("This document is no longer there."))
    if not is_accepted and not reason.strip():
        raise DomainError(gettext_noop("Say why: the manager reads it."))
    document.state = DocumentState.ACCEPTED if is_accepted else DocumentState.REFUSED
    document.checked_by, document.checked_at = by, at
    document.reason = "" if is_accepted else reason.strip()[:300]
    document.save()
    if has_its_papers(structure):
        structure.verified_at = at
        structure.save(update_fields=["verified_at"])
    detail = {"kind": document.kind, "state": document.state}
    audit.record(action="structure.document_checked", actor=by, target=structure, detail=detail)
    return document
