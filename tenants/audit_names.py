"""Acts on the platform itself, as the audit log says them."""

from django.utils.translation import gettext_lazy as _

from tenants import audit

audit.name_actions(
    {
        "site.create": _("Opening of a site asked for"),
        "site.archive": _("Archiving of a site asked for"),
        "site.reopen": _("Reopening of a site asked for"),
        "site.delete": _("Deletion of a site asked for"),
        "site.host_added": _("Address added to a site"),
        "site.main_host_chosen": _("Main address of a site chosen"),
        "site.host_removed": _("Address of a site removed"),
        "mail.retried": _("Mail sent again"),
        "mail_text.changed": _("Text of a mail changed"),
        "mail_text.reset": _("Text of a mail put back"),
        "job.run": _("Periodic job run by hand"),
        "task.retried": _("Task run again"),
        "backup.made": _("Backup made"),
        "backup.failed": _("Backup failed"),
        "backup.late": _("Backup late"),
        "webhook.created": _("Webhook created"),
        "webhook.changed": _("Webhook changed"),
        "webhook.rotated": _("Webhook’s secret replaced"),
        "webhook.replayed": _("Webhook’s message sent again"),
    }
)
