"""Staff find a gift by what somebody on the telephone knows: reference, amount, day or address."""

import contextlib
import re
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from campaigns.domain.transfers import whole_reference
from campaigns.models import Campaign, Gift
from kernel.domain import DomainError, UnreadableInput, gettext_noop
from kernel.money import Money

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def find_gifts(wanted: str, campaign: Campaign | None = None) -> QuerySet[Gift]:
    """Return the gifts that fit, the latest first; all of them when nothing is asked for."""
    rows = Gift.objects.select_related("campaign").order_by("-pk")
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    return rows.filter(_meant(wanted)) if wanted else rows


def by_reference(typed: str) -> Gift | None:
    """Return the one gift that a money button is about; raise DomainError for less than it all."""
    reference = whole_reference(typed)
    if not reference:
        raise DomainError(gettext_noop("Write the whole reference of the gift: D-7K3M-9Q2P."))
    return Gift.objects.filter(reference=reference).first()


def _meant(wanted: str) -> Q:
    if "@" in wanted:
        return Q(donor_email=wanted.lower())
    if day := _day(wanted):
        here = timezone.get_current_timezone()
        first, last = (datetime.combine(day, at, here) for at in (time.min, time.max))
        return Q(created_at__gte=first, created_at__lte=last)
    found = Q(reference=whole_reference(wanted))
    with contextlib.suppress(UnreadableInput):
        found |= Q(amount_cents=Money.parse(wanted).cents)
    return found


def _day(wanted: str) -> date | None:
    parts = DAY.fullmatch(wanted)
    if parts is None:
        return None
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1]))
    except ValueError:
        return None
