"""Sending what was written: take the row, commit, speak to the mail server, commit the outcome."""

import smtplib
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants import tasks
from tenants.alerts import ALERT_KIND, raise_alert
from tenants.models import Mail, MailState

QUEUE = "mail"
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
STUCK_AFTER = timedelta(minutes=15)
# From here on a reply says that this message will never be accepted (RFC 5321, 4.2.1).
PERMANENT = 500


def enqueue(mail_id: int, *, priority: int = 0, at: datetime | None = None) -> None:
    """Ask a worker to send it, in the caller's transaction."""
    deliver.using(priority=priority, run_after=at).enqueue(mail_id)


def enqueue_all(mail_ids: Iterable[int], *, priority: int = 0) -> None:
    """Ask a worker to send each of them, in the caller's transaction and in one statement."""
    tasks.enqueue_all(deliver.using(priority=priority), mail_ids)


@task(queue_name=QUEUE)
def deliver(mail_id: int) -> str:
    """Send one message if nobody else has; return its state. Running it again is harmless."""
    mail = _take(mail_id)
    if mail is None:
        return "nothing to do"
    try:
        _message(mail).send(using="default")
    except Exception as error:  # noqa: BLE001 - whatever a mail server does, the outcome is written
        return _failed(mail, error)
    _finish(mail, state=MailState.SENT, sent_at=timezone.now(), error="")
    return MailState.SENT


def sweep(at: datetime) -> int:
    """Put back what a dead worker held, and wake what lost its task; return how many."""
    with transaction.atomic():
        stuck = Mail.objects.stuck(at, STUCK_AFTER).select_for_update(skip_locked=True)
        freed = [mail.pk for mail in stuck]
        Mail.objects.filter(pk__in=freed).update(state=MailState.WAITING, next_attempt_at=at)
        lost = Mail.objects.due(at - STUCK_AFTER).values_list("pk", flat=True)
        for mail_id in {*freed, *lost[:1000]}:
            enqueue(mail_id)
    return len(freed) + len(lost)


def retry(mail: Mail) -> None:
    """Try a dead message again, because staff ask for it."""
    with transaction.atomic():
        changed = Mail.objects.filter(pk=mail.pk, state=MailState.DEAD).update(
            state=MailState.WAITING, attempts=0, next_attempt_at=timezone.now(), error=""
        )
        if changed:
            enqueue(mail.pk)


def _take(mail_id: int) -> Mail | None:
    """Claim the row for this attempt; None when it is sent, cancelled, or in other hands."""
    with transaction.atomic():
        waiting = Mail.objects.select_for_update(skip_locked=True).filter(state=MailState.WAITING)
        mail = waiting.filter(pk=mail_id).first()
        if mail is not None:
            mail.state, mail.taken_at = MailState.SENDING, timezone.now()
            mail.attempts += 1
            mail.save(update_fields=["state", "taken_at", "attempts"])
    return mail


def _message(mail: Mail) -> EmailMultiAlternatives:
    own_name, own_address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    headers = {
        # The same at each attempt, so that a repetition after a crash can be recognised.
        "Message-ID": f"<mail-{mail.pk}-{mail.created_at:%Y%m%d%H%M%S}@{settings.PLATFORM_DOMAIN}>",
        "Auto-Submitted": "auto-generated",
    }
    if mail.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=formataddr((mail.sender_name or own_name, own_address)),
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def _failed(mail: Mail, error: Exception) -> str:
    """Plan another attempt, or give up and tell staff; the error is kept without any address."""
    code = _reply_code(error)
    shown = f"{type(error).__name__} {code or ''}".strip()
    if _is_permanent(error, code) or mail.attempts > len(BACK_OFF):
        with transaction.atomic():
            _finish(mail, state=MailState.DEAD, error=shown)
            raise_alert(
                "mail.dead",
                mail.kind,
                _("A message could not be sent (%(error)s).") % {"error": shown},
                # A message about a message about a dead message would never end.
                by_mail=mail.kind != ALERT_KIND,
            )
        return MailState.DEAD
    at = timezone.now() + BACK_OFF[mail.attempts - 1]
    with transaction.atomic():
        _finish(mail, state=MailState.WAITING, next_attempt_at=at, error=shown)
        enqueue(mail.pk, at=at)
    return MailState.WAITING


def _finish(mail: Mail, **outcome: object) -> None:
    """Write the outcome of this attempt only: another worker may have taken the row meanwhile."""
    Mail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts).update(
        **outcome
    )


def _reply_code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min((reply[0] for reply in error.recipients.values()), default=None)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None


def _is_permanent(error: Exception, code: int | None) -> bool:
    # A refused password is ours to repair: the message itself is not at fault.
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    return (code is not None and code >= PERMANENT) or isinstance(error, ValueError)
