"""Somebody offers to help other parents."""

from datetime import datetime

from django.db import IntegrityError, transaction

from cms.models import SiteSettings
from tenants import outbox
from tne_sites import parent_mails
from tne_sites.models import ResourceParent


def apply_as_parent(  # noqa: PLR0913  one argument for each field of the form
    *,
    name: str,
    email: str,
    phone: str,
    commune_code: str,
    school: str,
    message: str,
    language: str,
    consent_text: str,
    at: datetime,
) -> ResourceParent | None:
    """Keep the application, thank the person, tell the team; or None when it is there already.

    The caller answers the same in both cases: nobody learns from this form who has applied.
    """
    try:
        with transaction.atomic():
            parent = ResourceParent.objects.create(
                name=name,
                email=email,
                phone=phone,
                commune_code=commune_code,
                school=school,
                message=message,
                language=language,
                consent_text=consent_text,
                applied_at=at,
                changed_at=at,
            )
            _write_mails(parent)
    except IntegrityError:
        return None
    return parent


def _write_mails(parent: ResourceParent) -> None:
    parent_mails.tell(parent, parent_mails.RECEIVED, parent)
    said = SiteSettings.objects.first()
    team = (said.contact_email or said.coordinator_email) if said else ""
    if team:
        outbox.write("tne_sites.application-to-read", parent, to=team, context={})
