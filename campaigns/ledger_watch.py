"""Every night: what the ledger keeps beside what its movements say; a difference is an alert."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.utils.translation import gettext as _, override

from campaigns.models.checking import Fault, faults
from tenants import alerts
from tenants.models import Alert, AlertLevel, JobRun, RunState

JOB = "campaigns.check"
DRIFT = "campaigns.ledger-drift"
# One trouble may show on thousands of rows: nobody reads more; check_ledger names them all.
MOST = 50


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When the ledger was last compared, and what differs."""

    at: datetime | None
    differences: int


def last_check() -> LastCheck:
    runs = JobRun.objects.filter(job_id=JOB, state=RunState.DONE).order_by("-finished_at")
    found = Alert.objects.open().filter(kind=DRIFT).count()
    return LastCheck(runs.values_list("finished_at", flat=True).first(), found)


def watch_ledger() -> int:
    """Raise an alert for each difference, clear those that are gone; return how many there are."""
    found = list(islice(faults(), MOST))
    told: set[str] = set()
    rules: set[str] = set()
    for fault in found:
        told.add(_tell(fault, by_mail=fault.rule not in rules))
        rules.add(fault.rule)
    if len(found) < MOST:  # else nobody knows whether the others are gone
        for key in Alert.objects.open().filter(kind=DRIFT).values_list("key", flat=True):
            if key not in told:
                alerts.clear(DRIFT, key)
    return len(found)


def _tell(fault: Fault, *, by_mail: bool) -> str:
    """Staff get one mail for each rule: the others are on the page of alerts."""
    with override(settings.LANGUAGE_CODE):
        message = _("The ledger does not balance. %(about)s: %(rule)s.") % {
            "about": fault.about,
            "rule": _(fault.rule),
        }
    key = f"{fault.rule}: {fault.about}"
    return alerts.raise_alert(DRIFT, key, message, AlertLevel.CRITICAL, by_mail=by_mail).key
