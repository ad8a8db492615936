"""What falls due: offers that end, reminders, workshops that are over."""

from datetime import datetime, timedelta

from django.db import transaction

from search import registry
from tne_sites import wording
from tne_sites.actions.change_registration import OfferNotOver, expire_offer
from tne_sites.actions.hold_places import SOURCE, lock
from tne_sites.actions.tell_registrants import tell
from tne_sites.domain.registrations import IllegalMove
from tne_sites.domain.states import CallReason, WorkshopState
from tne_sites.models import Registration, Workshop
from tne_sites.models.workshops import FOUND_AFTER

# Two evenings before: time to find somebody to mind the children, or to give the place back.
REMIND_BEFORE = timedelta(hours=48)
OVER_SINCE = timedelta(days=5)


def expire_offers(*, at: datetime) -> int:
    """End the offers that are late, each in its own transaction; return how many."""
    late = Registration.objects.late_offers(at).filter(workshop__state=WorkshopState.PUBLISHED)
    ended = 0
    for pk in late.order_by("offer_ends_at", "pk").values_list("pk", flat=True):
        try:
            expire_offer(registration_id=pk, at=at)
        except (OfferNotOver, IllegalMove):
            continue  # accepted or refused meanwhile
        ended += 1
    return ended


def remind(*, at: datetime) -> int:
    """Write once to everybody who comes within two days; return how many were told."""
    soon = Workshop.objects.published().filter(
        starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE, registrations__reminded_at=None
    )
    return sum(_remind(pk, at) for pk in soon.values_list("pk", flat=True).distinct())


def leave_lists(*, at: datetime) -> int:
    """Refresh what is over since a year: it leaves the catalogue; its page stays readable."""
    last = at - FOUND_AFTER
    over = Workshop.objects.held(last).filter(ends_at__gt=last - OVER_SINCE)
    keys = [str(key) for key in over.values_list("key", flat=True)]
    with transaction.atomic():
        registry.refresh_many(SOURCE, keys)
    return len(keys)


@transaction.atomic
def _remind(workshop_id: int, at: datetime) -> int:
    workshop = lock(workshop_id)
    due = list(workshop.registrations.confirmed().filter(reminded_at=None))
    # Somebody who has just registered knows it already.
    old = [row for row in due if row.created_at <= at - timedelta(hours=12)]
    for registration in old:
        tell(
            registration,
            "reminder",
            f"reminder:{workshop.sequence}",
            workshop=workshop,
            at=at,
            reason=CallReason.REMINDER,
            access=wording.text_of(workshop).access_note,
        )
    workshop.registrations.filter(pk__in=[row.pk for row in due]).update(reminded_at=at)
    return len(old)
