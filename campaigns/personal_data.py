"""What the projects somebody holds, or answers for, say of them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from campaigns.domain.states import State
from campaigns.donor_data import DonorData
from campaigns.models import Campaign, Follower, Post, Proposal
from campaigns.patron_data import PatronData
from kernel.ports import Kept, Person, Section, personal_data
from tenants.context import current_tenant


class ProjectData:
    """Projects and the people around them. Their tables are in the national schema alone."""

    name = "campaigns.projects"
    covers = frozenset(
        f"campaigns.{model}"
        for model in (
            *("campaign", "proposal", "fieldcomment", "post", "attestation", "picture"),
            *("update", "follower", "structuredocument", "bankaccount", "structure"),
        )
    )
    per_tenant = True

    def export(self, person: Person) -> Sequence[Section]:
        if not _is_here():
            return []
        projects = [
            {
                _("title"): campaign.title,
                _("state"): str(campaign.get_state_display()),
                _("created"): campaign.created_at.isoformat(),
            }
            for campaign in Campaign.objects.filter(holder_id=person.user_id or 0)
        ]
        posts = [
            {
                _("post"): str(post),
                _("address"): post.email,
                _("activated"): post.activated_at.isoformat() if post.activated_at else "",
            }
            for post in Post.objects.filter(email__in=person.emails).select_related("school")
        ]
        followed = [
            {_("project"): row.campaign.title, _("asked"): row.asked_at.isoformat()}
            for row in Follower.objects.filter(email__in=person.emails).select_related("campaign")
        ]
        sections = (
            (_("Your projects"), projects),
            (_("Your posts at schools"), posts),
            (_("Projects that you follow"), followed),
        )
        return [Section(title=title, rows=rows) for title, rows in sections if rows]

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Forget drafts that nobody saw; what was sent or collected stays, without a name."""
        if not _is_here():
            return []
        _forget_addresses(person)
        Follower.objects.filter(email__in=person.emails).delete()
        held = Campaign.objects.filter(holder_id=person.user_id or 0)
        held.filter(state=State.DRAFT).delete()
        if not held.exists():
            return []
        Proposal.objects.filter(campaign__in=held).update(adult_name="", adult_email="")
        reason = _("What was collected must be accounted for; your name no longer shows.")
        return [Kept(title=_("Your projects"), reason=reason)]


def _forget_addresses(person: Person) -> None:
    for post in Post.objects.filter(email__in=person.emails):
        post.email = f"poste-{post.pk.hex[:12]}@example.invalid"
        post.save(update_fields=["email"])
    for field in ("head_email", "manager_email", "adult_email"):
        found = Proposal.objects.filter(**{f"{field}__in": person.emails})
        found.update(**{field: ""})


def _is_here() -> bool:
    tenant = current_tenant()
    return bool(tenant and tenant.is_national)


def install() -> None:
    personal_data.register(ProjectData())
    personal_data.register(DonorData())
    personal_data.register(PatronData())
