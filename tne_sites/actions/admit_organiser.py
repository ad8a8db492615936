"""Give somebody of a structure the access to its workshops, or take it back."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from tenants import audit, outbox
from tne_sites.links import organiser_url
from tne_sites.models import OrganiserAccess, Structure


@transaction.atomic
def admit_organiser(*, structure: Structure, email: str, by: AbstractBaseUser) -> OrganiserAccess:
    """Write the access and tell the person; asked twice, it is one access."""
    address = email.strip().lower()
    known = structure.accesses.filter(email__iexact=address, ended_at=None).first()
    if known is not None:
        return known
    access = OrganiserAccess.objects.create(structure=structure, email=address)
    outbox.write(
        "workshops.access",
        access,
        to=address,
        context={"structure": structure.name, "link": organiser_url(), "email": address},
    )
    audit.record(action="organiser.admitted", actor=by, target=access)
    return access


@transaction.atomic
def end_access(*, access_id: int, by: AbstractBaseUser, at: datetime) -> OrganiserAccess:
    access = OrganiserAccess.objects.select_for_update().get(pk=access_id)
    if access.ended_at is None:
        access.ended_at = at
        access.save(update_fields=["ended_at"])
        audit.record(action="organiser.ended", actor=by, target=access)
    return access
