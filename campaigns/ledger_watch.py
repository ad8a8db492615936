"""Every night: what the ledger keeps beside what its movements say; a difference is an alert.

Sums are compared whole. Entries are looked through day by day: the latest days and those with
trouble every night, the others in turn, some each night, from where the night before stopped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _, override

from campaigns.models import CheckRound
from campaigns.models.check_parts import Fault, Part, faults_in, parts
from campaigns.models.checking import faults_of_sums
from tenants import alerts
from tenants.models import Alert, AlertLevel, JobRun, RunState

JOB = "campaigns.check"
DRIFT = "campaigns.ledger-drift"
# One trouble may show on thousands of rows: nobody reads more; check_ledger names them all.
MOST = 50
# Of the past, beside the latest days: a million gifts, two million entries, are four nights.
ENTRIES_A_NIGHT = 500_000
LATEST = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When the ledger was last compared, what differs, and the last look at all sealed days."""

    at: datetime | None
    differences: int
    whole: CheckRound | None = None


def last_check() -> LastCheck:
    runs = JobRun.objects.filter(job_id=JOB, state=RunState.DONE).order_by("-finished_at")
    found = Alert.objects.open().filter(kind=DRIFT).count()
    whole = CheckRound.objects.ended().order_by("pk").last()
    return LastCheck(runs.values_list("finished_at", flat=True).first(), found, whole)


def watch_ledger() -> int:
    """Raise an alert for each difference, clear those that are gone; return how many there are."""
    found = 0
    told: set[str] = set()
    rules: set[str] = set()
    for fault in islice(_tonight(), MOST):
        found += 1
        told.add(_tell(fault, by_mail=fault.rule not in rules))
        rules.add(fault.rule)
    if found < MOST:  # else nobody knows whether the others are gone
        for key in Alert.objects.open().filter(kind=DRIFT).values_list("key", flat=True):
            if key not in told:
                alerts.clear(DRIFT, key)
    return found


def _tonight() -> Iterator[Fault]:
    """Look at sums, at what is new or was wrong, then at the next of the past."""
    yield from faults_of_sums()
    current, known = CheckRound.objects.current(), parts()
    since = timezone.localdate() - LATEST
    seen = {
        part.number: part
        for part in known
        if part.statement is None or part.statement.day >= since or part.number in current.troubled
    }
    for part in seen.values():
        yield from _look(current, part)
    left = ENTRIES_A_NIGHT
    for part in known:
        if part.number < current.next_number:
            continue
        if left <= 0:
            return
        if part.number not in seen:
            yield from _look(current, part)
        left -= part.entries
        # A night that is cut short goes on from here.
        current.next_number = part.number + 1
        current.save(update_fields=["next_number"])
    current.ended_at = timezone.now()
    current.save(update_fields=["ended_at"])


def _look(current: CheckRound, part: Part) -> Iterator[Fault]:
    """Yield what differs in a part; the round remembers that something did, until nothing does."""
    is_sound = True
    for fault in faults_in(part):
        if is_sound:
            current.remember(part.number)
        is_sound = False
        yield fault
    if is_sound:
        current.forget(part.number)


def _tell(fault: Fault, *, by_mail: bool) -> str:
    """Staff get one mail for each rule: the others are on the page of alerts."""
    with override(settings.LANGUAGE_CODE):
        message = _("The ledger does not balance. %(about)s: %(rule)s.") % {
            "about": fault.about,
            "rule": _(fault.rule),
        }
    key = f"{fault.rule}: {fault.about}"
    return alerts.raise_alert(DRIFT, key, message, AlertLevel.CRITICAL, by_mail=by_mail).key
