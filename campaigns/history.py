"""What was done to a campaign, in the words of staff: the audit log's lines about it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tenants import audit
from tenants.models import AuditEntry

if TYPE_CHECKING:
    from campaigns.models import Campaign

MOST = 100


def history_of(campaign: "Campaign") -> Iterator[dict[str, object]]:
    """Yield the first acts on a campaign, oldest first; one without a name keeps its code."""
    for entry in AuditEntry.objects.of_target(audit.reference(campaign)).order_by("at")[:MOST]:
        yield {
            "at": entry.at,
            "what": audit.words_of(entry.action),
            "who": entry.actor_label or _("the platform"),
            "reason": entry.detail.get("reason", ""),
        }
