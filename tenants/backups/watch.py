"""Backups that fail or stop being made are noticed the same day, not on the day they are needed."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tenants import alerts, audit
from tenants.models import AlertLevel, AuditEntry, Tenant

MADE, FAILED, LATE = "backup.made", "backup.failed", "backup.late"


def made(name: str) -> None:
    """Write down that an archive is whole; what was wrong with the ones before is over."""
    audit.record(action=MADE, target=name)
    alerts.clear(FAILED)
    alerts.clear(LATE)


def failed(reason: str) -> None:
    alerts.raise_alert(
        FAILED,
        "",
        _("The backup failed: %(reason)s") % {"reason": reason[:500]},
        AlertLevel.CRITICAL,
    )


def look(at: datetime) -> None:
    """Raise an alert when the last backup is too old; a new platform is given the same time."""
    if not settings.BACKUP_MAX_HOURS:
        return
    oldest_allowed = at - timedelta(hours=settings.BACKUP_MAX_HOURS)
    made_since = AuditEntry.objects.filter(action=MADE, at__gt=oldest_allowed)
    is_old = Tenant.objects.filter(created_at__lte=oldest_allowed).exists()
    if made_since.exists() or not is_old:
        alerts.clear(LATE)
        return
    alerts.raise_alert(
        LATE,
        "",
        _("No backup was made for %(hours)s hours.") % {"hours": settings.BACKUP_MAX_HOURS},
        AlertLevel.CRITICAL,
    )
