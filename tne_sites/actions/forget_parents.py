"""Take the names off resource parents of the past; dates and states stay, to be counted."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from tne_sites.domain.parents import ParentState
from tne_sites.models import ResourceParent

# The form and the guide promise these.
UNANSWERED_KEPT = timedelta(days=365)
DECLINED_KEPT = timedelta(days=365)
LEFT_KEPT = timedelta(days=3 * 365)


def forget_parents(*, at: datetime) -> int:
    """Forget what was unanswered or declined for a year, and who left three years ago."""
    old = (
        Q(state__in=[ParentState.APPLIED, ParentState.CHARTER], changed_at__lt=at - UNANSWERED_KEPT)
        | Q(state=ParentState.DECLINED, changed_at__lt=at - DECLINED_KEPT)
        | Q(state=ParentState.LEFT, changed_at__lt=at - LEFT_KEPT)
    )
    return anonymise(ResourceParent.objects.known().filter(old), at=at)


@transaction.atomic
def anonymise(rows: QuerySet[ResourceParent], *, at: datetime) -> int:
    """Make these rows name nobody; an application that was open is closed with it."""
    ids = list(rows.select_for_update().values_list("pk", flat=True))
    chosen = ResourceParent.objects.filter(pk__in=ids)
    chosen.filter(state__in=[ParentState.APPLIED, ParentState.CHARTER]).update(
        state=ParentState.DECLINED
    )
    chosen.filter(state=ParentState.ACTIVE).update(state=ParentState.LEFT, left_on=at.date())
    chosen.update(
        name="", email="", phone="", school="", message="", note="", commune_code="",
        anonymised_at=at,
    )  # fmt: skip
    return len(ids)
