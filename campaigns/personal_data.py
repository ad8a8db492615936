"""What the projects somebody holds say of them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from campaigns.domain.states import State
from campaigns.models import Campaign
from kernel.ports import Kept, Person, Section, personal_data
from tenants.context import current_tenant


class ProjectData:
    """Projects and the people around them. Their tables are in the national schema alone."""

    name = "campaigns.projects"
    covers = frozenset({"campaigns.campaign"})
    per_tenant = True

    def export(self, person: Person) -> Sequence[Section]:
        if not _is_here() or person.user_id is None:
            return []
        rows = [
            {
                _("title"): campaign.title,
                _("state"): str(campaign.get_state_display()),
                _("created"): campaign.created_at.isoformat(),
            }
            for campaign in Campaign.objects.filter(holder_id=person.user_id)
        ]
        return [Section(title=_("Your projects"), rows=rows)] if rows else []

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Forget drafts that nobody saw; what was sent or collected stays, without a name."""
        if not _is_here() or person.user_id is None:
            return []
        held = Campaign.objects.filter(holder_id=person.user_id)
        held.filter(state=State.DRAFT).delete()
        if not held.exists():
            return []
        reason = _("What was collected must be accounted for; your name no longer shows.")
        return [Kept(title=_("Your projects"), reason=reason)]


def _is_here() -> bool:
    tenant = current_tenant()
    return bool(tenant and tenant.is_national)


def install() -> None:
    personal_data.register(ProjectData())
