"""What the outbox and the audit log hold about a person."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kernel.ports import Kept, Person, Section
from tenants.models import Alert, AuditEntry, Mail, MailState, SiteOperation

FORGOTTEN = "forgotten-{pk}@invalid.example"


class PlumbingData:
    """Messages by address; acts, alerts solved and operations asked for by account number."""

    name = "tenants"
    covers = frozenset(
        {"tenants.mail", "tenants.auditentry", "tenants.alert", "tenants.siteoperation"}
    )
    per_tenant = False

    def export(self, person: Person) -> Sequence[Section]:
        mails = Mail.objects.filter(to__in=person.emails).exclude(state=MailState.CANCELLED)
        acts = AuditEntry.objects.filter(actor_id=person.user_id) if person.user_id else []
        return [
            Section(
                title=_("Messages sent to you"),
                rows=[
                    {_("date"): mail.created_at.isoformat(), _("subject"): mail.subject}
                    for mail in mails
                ],
            ),
            Section(
                title=_("What you did, as the audit log says it"),
                rows=[
                    {
                        _("date"): act.at.isoformat(),
                        _("action"): act.action,
                        _("object"): act.target,
                    }
                    for act in acts
                ],
            ),
            Section(title=_("Alerts you solved"), rows=self._alerts(person)),
        ]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Empty the messages; one that still waits is not sent any more."""
        for mail in Mail.objects.filter(to__in=person.emails):
            mail.to = FORGOTTEN.format(pk=mail.pk)
            mail.subject = mail.text = mail.html = mail.reply_to = mail.unsubscribe_url = ""
            if mail.state in {MailState.WAITING, MailState.DEAD}:
                mail.state = MailState.CANCELLED
            mail.save()
        Mail.objects.filter(reply_to__in=person.emails).update(reply_to="")
        number = person.user_id or 0
        Alert.objects.filter(resolved_by_id=number).update(resolved_by="")
        SiteOperation.objects.filter(asked_by_id=number).update(asked_by="")
        kept = AuditEntry.objects.filter(actor_id=person.user_id).exists()
        if not (person.user_id and kept):
            return []
        return [
            Kept(
                title=_("Entries of the audit log"),
                reason=_("Security: they show a number and the name of that time, no address."),
            )
        ]

    def _alerts(self, person: Person) -> list[dict[str, str]]:
        """Operations on sites are acts of the audit log already; solving an alert is none."""
        rows = Alert.objects.filter(resolved_by_id=person.user_id or 0, resolved_at__isnull=False)
        return [
            {_("date"): row.resolved_at.isoformat(), _("object"): row.message}
            for row in rows
            if row.resolved_at
        ]
