"""Staff find a gift by what somebody on the telephone knows: reference, amount, day or address."""

import contextlib
import re
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from campaigns.models import Campaign, Gift
from kernel.domain import UnreadableInput
from kernel.money import Money

DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
REFERENCE = re.compile(r"[A-Z0-9]{4,8}")


def find_gifts(wanted: str, campaign: Campaign | None = None) -> QuerySet[Gift]:
    """Return the gifts that fit, the latest first; all of them when nothing is asked for."""
    rows = Gift.objects.select_related("campaign").order_by("-pk")
    if campaign is not None:
        rows = rows.filter(campaign=campaign)
    return rows.filter(_meant(wanted)) if wanted else rows


def _meant(wanted: str) -> Q:
    if "@" in wanted:
        return Q(donor_email=wanted.lower())
    if day := _day(wanted):
        here = timezone.get_current_timezone()
        first, last = (datetime.combine(day, at, here) for at in (time.min, time.max))
        return Q(created_at__gte=first, created_at__lte=last)
    word = re.sub(r"[\s-]", "", wanted.upper().strip().removeprefix("D-"))
    found = Q(pk__in=[])
    if REFERENCE.fullmatch(word) and len(word) == 8:  # noqa: PLR2004  a reference's length
        found |= Q(reference=f"D-{word[:4]}-{word[4:]}")
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
