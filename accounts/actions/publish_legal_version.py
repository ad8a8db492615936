"""Staff publish another version of a legal text; the ones before stay readable."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.actions.grant_role import NotAllowed
from accounts.domain.roles import RoleKind
from accounts.models import LegalKind, LegalText, LegalVersion, User
from kernel.domain import DomainError
from tenants import audit


@transaction.atomic
def publish_legal_version(
    *,
    kind: LegalKind,
    bodies: Mapping[str, str],
    changes: Mapping[str, str],
    requires_acceptance: bool,
    by: User,
) -> LegalVersion:
    """Put a version in force at once; or raise NotAllowed, or DomainError without French."""
    if not (by.is_superuser or by.has_role(RoleKind.NATIONAL_ADMINISTRATOR)):
        raise NotAllowed
    if not bodies.get("fr", "").strip():
        raise DomainError(_("The French text is the one that binds: it is needed."))
    # Two staff publishing at once get two numbers, one after the other.
    list(LegalVersion.objects.select_for_update().filter(kind=kind))
    last = LegalVersion.objects.filter(kind=kind).aggregate(last=Max("number"))["last"] or 0
    version = LegalVersion.objects.create(
        kind=kind, number=last + 1, requires_acceptance=requires_acceptance
    )
    for language, body in bodies.items():
        if body.strip():
            LegalText.objects.create(
                version=version, language=language, body=body, changes=changes.get(language, "")
            )
    detail = {"number": version.number, "requires_acceptance": requires_acceptance}
    audit.record(action="legal.published", actor=by, target=version, detail=detail)
    return version
