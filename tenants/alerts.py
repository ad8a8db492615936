"""What staff must look at: on a page, by mail the first time, and in the metrics."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import override

from kernel.masking import mask
from kernel.ports import Recipient, staff_directories
from tenants import audit
from tenants.models import Alert, AlertLevel, Tenant

ALERT_KIND = "tenants.alert"


def raise_alert(
    kind: str,
    key: object,
    message: str | Promise,
    level: AlertLevel = AlertLevel.WARNING,
    *,
    by_mail: bool = True,
) -> Alert:
    """Tell staff of a trouble, once until it is solved; repeated, it is counted.

    ``kind`` is "ledger.drift", ``key`` what it is about; addresses in them and in the message are
    masked. Call it outside a transaction that will be undone: the alert would be undone with it.
    """
    with override(settings.LANGUAGE_CODE):
        text = mask(str(message))
    about = mask(str(key))[:200]
    with transaction.atomic():
        alert, is_new = Alert.objects.get_or_create(
            kind=kind, key=about, resolved_at=None, defaults={"level": level, "message": text}
        )
        if not is_new:
            Alert.objects.filter(pk=alert.pk).update(
                count=F("count") + 1,
                last_at=Now(),
                message=text,
                level=Greatest(F("level"), level.value),
            )
        elif by_mail:
            _tell_staff(alert)
    return alert


def resolve(alert: Alert, *, by: AbstractBaseUser) -> None:
    """Staff say that it is solved; the next occurrence is a new alert."""
    Alert.objects.open().filter(pk=alert.pk).update(
        resolved_at=timezone.now(), resolved_by=audit.label_of(by), resolved_by_id=by.pk
    )


def clear(kind: str, key: object = "") -> None:
    """The trouble is over by itself: a job that failed has run."""
    Alert.objects.open().filter(kind=kind, key=mask(str(key))[:200]).update(
        resolved_at=timezone.now(), resolved_by=""
    )


def recipients() -> list[Recipient]:
    """Return each address once: those of the setting, then the directories'."""
    found = {email.lower(): Recipient(email=email) for email in settings.ALERT_EMAILS}
    for directory in staff_directories:
        for person in directory.alert_recipients():
            found.setdefault(person.email.lower(), person)
    return list(found.values())


def _tell_staff(alert: Alert) -> None:
    from tenants import outbox  # noqa: PLC0415 - the outbox raises alerts about its dead letters

    for person in recipients():
        outbox.write(
            ALERT_KIND,
            alert.pk,
            to=person.email,
            language=person.language,
            tenant=Tenant.objects.filter(schema_name="national").first(),
            context={
                "kind": alert.kind,
                "about": alert.key,
                "level": AlertLevel(alert.level).label,
                "message": alert.message,
                "alerts_url": settings.WAGTAILADMIN_BASE_URL + reverse("plumbing:alerts"),
            },
        )
