"""What was done to a campaign, in the words of staff: the audit log's lines about it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tenants.audit import reference
from tenants.models import AuditEntry

if TYPE_CHECKING:
    from campaigns.models import Campaign

MOST = 100
NAMES = {
    "campaign.start": _("Started"),
    "campaign.submit": _("Sent to the team"),
    "campaign.request_changes": _("Changes asked for"),
    "campaign.reject": _("Declined"),
    "campaign.accept": _("Accepted"),
    "campaign.ask_validation": _("Validation asked for"),
    "campaign.reopen": _("Reopened for changes"),
    "campaign.publish": _("Published"),
    "campaign.withdraw": _("Withdrawn"),
    "campaign.start_closing": _("Closing begun"),
    "campaign.close_at_optimum": _("Closed at its optimum"),
    "campaign.close_at_deadline": _("Closed at its end"),
    "campaign.succeed": _("Succeeded"),
    "campaign.fail": _("Failed"),
    "campaign.start_payout": _("Payout begun"),
    "campaign.confirm_payout": _("Payout confirmed"),
    "campaign.complete": _("Completed"),
    "campaign.cancel": _("Cancelled"),
    "campaign.attested": _("Attested by the head of school"),
    "campaign.extended": _("End put off"),
    "campaign.offered": _("Offered to a colleague"),
    "campaign.handed_over": _("Handed over"),
    "campaign.update": _("News published"),
    "campaign.update_removed": _("News removed"),
    "campaign.picture_removed": _("Picture removed"),
    "campaign.donors_exported": _("List of donors exported"),
    "campaign.labelled": _("Courte Échelle given"),
    "campaign.label_removed": _("Courte Échelle taken back"),
    "campaign.word_shown": _("Word of support shown"),
    "campaign.word_refused": _("Word of support refused"),
}


def history_of(campaign: "Campaign") -> Iterator[dict[str, object]]:
    """Yield the first acts on a campaign, oldest first; one without a name keeps its code."""
    for entry in AuditEntry.objects.of_target(reference(campaign)).order_by("at")[:MOST]:
        yield {
            "at": entry.at,
            "what": NAMES.get(entry.action, entry.action),
            "who": entry.actor_label or _("the platform"),
            "reason": entry.detail.get("reason", ""),
        }
