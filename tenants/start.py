"""What the plumbing registers when the app starts, once all models are loaded."""

from django.utils.translation import gettext_lazy as _

from kernel import ratelimit
from kernel.ports import personal_data
from tenants import alerts, housekeeping, outbox, vitals
from tenants.attempts import DatabaseCounter
from tenants.privacy import PlumbingData

# Importing these two is what registers their jobs, checks and measures.
REGISTERED = (housekeeping, vitals)


ALERT_MAIL = outbox.MailKind(
    name=alerts.ALERT_KIND,
    title=_("Alert to staff"),
    subject=_("[{level}] {message}"),
    body=_("{message}\n\nKind: {kind}. About: {about}.\n\n[See the alerts]({alerts_url})"),
    variables={
        "kind": _("kind of the alert"),
        "about": _("what it is about"),
        "level": _("level"),
        "message": _("what happened"),
        "alerts_url": _("address of the alerts' page"),
    },
    sample={
        "kind": "task.failed",
        "about": "cms.tasks.prepare_renditions",
        "level": _("Warning"),
        "message": _("A background task failed."),
        "alerts_url": "https://trousse.example/admin/alertes/",
    },
    required=frozenset({"message"}),
)


def start() -> None:
    """Make the plumbing known to kernel and to itself."""
    ratelimit.use(DatabaseCounter())
    personal_data.register(PlumbingData())
    outbox.register(ALERT_MAIL)
