"""Forget people once their workshop is over: how many came stays, who they were does not."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from tne_sites.models import Call, Registration, WorkshopImport

IMPORTS_KEPT = timedelta(days=30)


@transaction.atomic
def forget_registrations(*, at: datetime) -> int:
    """Anonymise those of workshops that ended long enough ago; return how many."""
    before = at - timedelta(days=settings.WORKSHOP_REGISTRATIONS_KEPT_DAYS)
    rows = Registration.objects.filter(workshop__ends_at__lt=before, anonymised_at=None)
    WorkshopImport.objects.filter(created_at__lt=at - IMPORTS_KEPT).delete()
    return anonymise(rows.values_list("pk", flat=True), at=at)


def anonymise(registrations: Iterable[int], *, at: datetime) -> int:
    """Empty what names somebody; calls to make go with it. In the caller's transaction."""
    wanted = list(registrations)
    Call.objects.filter(registration__in=wanted).delete()
    return Registration.objects.filter(pk__in=wanted).update(
        name="", email="", phone="", needs="", anonymised_at=at
    )
