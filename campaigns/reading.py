"""What the ledger says of campaigns, for pages and lists: read in bulk, never one by one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from campaigns.domain import accounts
from campaigns.domain.standing import Standing
from campaigns.models import Account, Campaign


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a campaign raised, boosts included, and what is being paid at this moment."""

    raised_cents: int = 0
    held_cents: int = 0


NOTHING = Figures()


def figures_of(keys: Collection[UUID]) -> Mapping[UUID, Figures]:
    """Return the figures of each campaign; one query, and nothing raised without an account."""
    codes = {accounts.campaign(key): key for key in keys}
    rows = Account.objects.filter(code__in=codes).values_list("code", "raised_cents", "held_cents")
    found = {
        codes[code]: Figures(raised_cents=raised, held_cents=held) for code, raised, held in rows
    }
    return {key: found.get(key, NOTHING) for key in keys}


def standing_of(campaign: Campaign, figures: Figures | None = None) -> Standing:
    """Return where a campaign with goals stands."""
    known = figures or figures_of([campaign.pk])[campaign.pk]
    return Standing(
        raised_cents=known.raised_cents,
        held_cents=known.held_cents,
        minimum_cents=campaign.minimum_cents or 1,
        optimum_cents=campaign.optimum_cents or 1,
    )
