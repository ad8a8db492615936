"""Say what would happen to a campaign's money, from the books as they are; write nothing of it."""

from campaigns.domain import accounts, settlement
from campaigns.domain.ledger import sum_of
from campaigns.domain.settlement import Plan, Share
from campaigns.models import (
    Account,
    Campaign,
    Entry,
    Gift,
    Movement,
    OnFailure,
    Settlement,
    SettlementKind,
    SettlementState,
)
from campaigns.models.gift_money import counted_of
from campaigns.terms import terms_of
from kernel.money import ZERO, Money

ALL = 2  # persons who agree to what the rules do not foresee
GIVES_ALL_BACK = frozenset({SettlementKind.FAILURE, SettlementKind.CANCELLATION})


def plan_settlement(campaign: Campaign, kind: str, gift: Gift | None = None) -> Plan:
    """Return the plan of an end: the preview that people read is what is carried out."""
    code = accounts.campaign(campaign.pk)
    account = Account.objects.filter(code=code).first()
    raised = Money(account.raised_cents) if account else ZERO
    if kind == SettlementKind.SUCCESS:
        return settlement.success(raised, terms_of(campaign).commission_percent)
    if gift is not None:
        return settlement.refusal(raised, counted_of(code, gift.pk).get(gift.pk, ZERO))
    boosts = [Money(row.amount_cents) for row in boosts_of(code)]
    return settlement.given_back(raised, shares_of(code), boosts)


def shares_of(code: str) -> list[Share]:
    """Return what each gift still counts for, with its donor's choice; three queries at most.

    A refused gift goes back to its donor, whatever they chose for a failure.
    """
    counted = counted_of(code)
    chosen = Gift.objects.filter(pk__in=counted).order_by("pk")
    return [
        Share(gift=pk, amount=counted[pk], to_fund=choice == OnFailure.FUND and refused_at is None)
        for pk, choice, refused_at in chosen.values_list("pk", "on_failure", "refused_at")
    ]


def being_refused(campaign: Campaign) -> Money:
    """Return what the campaign still counts of gifts that were refused: it will go back."""
    left = Settlement.objects.unfinished_refusals(campaign)
    gifts = list(left.values_list("gift_id", flat=True))
    counted = counted_of(accounts.campaign(campaign.pk), *gifts) if gifts else {}
    return sum_of(counted.values())


def boosts_of(code: str) -> list[Movement]:
    """Return the boosts that a campaign still holds, in the order in which they came."""
    corrected = Entry.objects.filter(reverses__isnull=False).values("reverses_id")
    rows = Movement.objects.filter(entry__kind="topup", credit__code=code)
    rows = rows.exclude(entry_id__in=corrected).select_related("debit", "entry")
    returned = set(
        Entry.objects.filter(campaign__code=code, source__startswith="boost:")
        .exclude(kind="topup")
        .values_list("source", flat=True)
    )
    found = rows.order_by("entry_id", "line")
    return [row for row in found if row.entry.source not in returned]


def keep_plan(
    campaign: Campaign,
    kind: str,
    *,
    gift: Gift | None = None,
    reason: str = "",
    is_exception: bool = False,
) -> Settlement:
    """Keep the plan once, with the approvals that its amount wants; an exception wants two.

    The end of all withdraws what still waits to be agreed to.
    """
    known = Settlement.objects.filter(campaign=campaign, kind=kind, gift=gift).first()
    if known is not None:
        return known
    plan = plan_settlement(campaign, kind, gift)
    if kind in GIVES_ALL_BACK:
        # It gives each gift back, also those whose refusal was not agreed to; nothing is kept.
        Settlement.objects.filter(campaign=campaign, state=SettlementState.WAITING).delete()
    return Settlement.objects.create(
        campaign=campaign,
        gift=gift,
        kind=kind,
        raised_cents=plan.raised.cents,
        to_structure_cents=plan.to_structure.cents,
        to_platform_cents=plan.to_platform.cents,
        to_donors_cents=plan.to_donors.cents,
        to_funds_cents=plan.to_funds.cents,
        refunds=plan.refunds,
        redistributed=plan.redistributed,
        boosts=plan.boosts,
        reason=reason,
        is_exception=is_exception,
        wanted=ALL if is_exception else _wanted(campaign, plan),
    )


def _wanted(campaign: Campaign, plan: Plan) -> int:
    return settlement.approvals_wanted(plan.leaving, terms_of(campaign).two_persons_above)
