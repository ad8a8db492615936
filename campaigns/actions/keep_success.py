"""A success that fell under its minimum stays one: staff say why, and agree to what is left."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.actions.advance import ReasonMissing, locked
from campaigns.actions.approve_settlement import start_settlement
from campaigns.actions.guards import require_staff
from campaigns.actions.pay_out import PAYABLE
from campaigns.actions.plan_settlement import plan_settlement
from campaigns.actions.refuse_gift import UNDER_MINIMUM
from campaigns.domain import accounts, settlement
from campaigns.domain.lifecycle import IllegalTransition
from campaigns.domain.states import State
from campaigns.models import Campaign, Settlement, SettlementKind, SettlementState
from campaigns.models.posting import lock
from campaigns.terms import terms_of
from kernel.domain import DomainError, gettext_noop
from tenants import alerts, audit


@transaction.atomic
def keep_success(*, campaign_id: UUID, by: User, reason: str) -> Settlement:
    """Settle the success anew with today's figures; should it fall further, it is asked again."""
    campaign = locked(campaign_id)
    require_staff(campaign, by)
    if campaign.state not in PAYABLE:
        raise IllegalTransition("keep_success", State(campaign.state))
    raised = lock(accounts.campaign(campaign.pk)).raised_cents
    if raised >= (campaign.minimum_cents or 0):
        raise DomainError(gettext_noop("This campaign reaches its minimum."))
    if not reason.strip():
        raise ReasonMissing
    if _is_said(campaign, raised):
        raise DomainError(gettext_noop("Staff have said so already: see its settlements."))
    found = _planned_again(campaign, reason.strip()[:300])
    audit.record(
        action="campaign.keep_success",
        actor=by,
        target=campaign,
        detail={"reason": found.reason, "raised_cents": found.raised_cents},
    )
    alerts.clear(UNDER_MINIMUM, campaign.pk)
    return start_settlement(found)


def _is_said(campaign: Campaign, raised_cents: int) -> bool:
    """Tell whether it was said of what is left today: again, it would forget who agreed."""
    kept = Settlement.objects.filter(campaign=campaign, kind=SettlementKind.SUCCESS)
    return kept.exclude(reason="").filter(raised_cents=raised_cents).exists()


def _planned_again(campaign: Campaign, reason: str) -> Settlement:
    """Write today's figures into the success; above the limit they wait for two persons."""
    rows = Settlement.objects.select_for_update(of=("self",))
    found = rows.get(campaign=campaign, kind=SettlementKind.SUCCESS)
    plan, limit = plan_settlement(campaign, SettlementKind.SUCCESS), terms_of(campaign)
    found.raised_cents = plan.raised.cents
    found.to_structure_cents = plan.to_structure.cents
    found.to_platform_cents = plan.to_platform.cents
    found.reason, found.state = reason, SettlementState.WAITING
    found.wanted = settlement.approvals_wanted(plan.to_structure, limit.two_persons_above)
    found.first_by = found.second_by = None  # they agreed to other figures
    found.save()
    return found
