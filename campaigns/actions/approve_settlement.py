"""Two persons agree before much money goes back; they agree to the figures that they read."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.actions.guards import require_money_reader
from campaigns.actions.later import settle_later
from campaigns.actions.plan_settlement import plan_settlement
from campaigns.models import Settlement, SettlementState
from kernel.domain import DomainError, gettext_noop
from tenants import audit

FIGURES = ("raised", "to_structure", "to_platform", "to_donors", "to_funds")


class FiguresChanged(DomainError):
    def __init__(self) -> None:
        super().__init__(gettext_noop("The figures have changed since: read them again."))


class AnotherPerson(DomainError):
    def __init__(self) -> None:
        super().__init__(gettext_noop("You have agreed already: it takes somebody else."))


def start_settlement(found: Settlement) -> Settlement:
    """Let a settlement run that wants no approval, or has them all; in the caller's transaction."""
    approvals = (found.first_by_id is not None) + (found.second_by_id is not None)
    if found.state == SettlementState.WAITING and approvals >= found.wanted:
        found.state = SettlementState.RUNNING
        found.save(update_fields=["state"])
        settle_later(found.pk)
    return found


def approve_settlement(*, settlement_id: UUID, by: User) -> Settlement:
    """Agree; the second person's word starts it. Figures that changed undo the first one's."""
    found, has_changed = _approve(settlement_id, by)
    if has_changed:
        raise FiguresChanged
    return found


@transaction.atomic
def _approve(settlement_id: UUID, by: User) -> tuple[Settlement, bool]:
    rows = Settlement.objects.select_for_update(of=("self",)).select_related("campaign__school")
    found = rows.get(pk=settlement_id)
    require_money_reader(found.campaign, by)
    if found.state != SettlementState.WAITING:
        return found, False
    if _refresh(found):
        return found, True
    if found.first_by_id == by.pk:
        raise AnotherPerson
    if found.first_by_id is None:
        found.first_by = by
    else:
        found.second_by = by
    found.save()
    audit.record(action="settlement.approved", actor=by, target=found)
    return start_settlement(found), False


def _refresh(found: Settlement) -> bool:
    """Write today's figures when they are others, and forget who agreed to the old ones."""
    plan = plan_settlement(found.campaign, found.kind, found.gift)
    said = [getattr(found, f"{name}_cents") for name in FIGURES]
    now = [getattr(plan, name).cents for name in FIGURES]
    if said == now:
        return False
    for name, cents in zip(FIGURES, now, strict=True):
        setattr(found, f"{name}_cents", cents)
    found.refunds, found.redistributed, found.boosts = (
        plan.refunds, plan.redistributed, plan.boosts,
    )  # fmt: skip
    found.first_by = None
    found.save()
    return True
