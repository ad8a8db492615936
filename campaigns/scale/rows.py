"""Campaigns and gifts by the thousand, drawn from fixed numbers; sums agree with their gifts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from accounts.models import User
from campaigns.domain import charter
from campaigns.domain.states import State
from campaigns.domain.taxonomy import Format, Level, Theme
from campaigns.models import Campaign, Proposal, Structure
from territories.models import School

SPACE = UUID("5f1c0c3e-3b8a-4f3d-9d2e-7c6b1f0a2b4d")
AMOUNTS = tuple(range(500, 6500, 500))
WORDS = (
    "forêt", "marée", "potager", "orchestre", "montagne", "refuge", "théâtre", "robot", "carnet",
    "étoiles", "cirque", "fresque", "journal", "refrain", "voilier", "abeilles", "moulin", "radio",
)  # fmt: skip
# Of twelve campaigns: seven succeeded and done, one that nobody gave to, four that collect.
DONE, FAILED, TURN = 7, 8, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """What every campaign shares with others: schools, their structures, somebody who holds it."""

    schools: Sequence[School]
    structures: Sequence[Structure]
    holder: User
    at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """A gift before it is a row: a million of them are written by the database itself."""

    number: int
    campaign: UUID
    cents: int
    at: datetime


@dataclass(slots=True)
class Batch:
    """Rows to write together."""

    campaigns: list[Campaign]
    proposals: list[Proposal]
    gifts: list[Given]


def key_of(number: int) -> UUID:
    return uuid5(SPACE, str(number))


def state_of(number: int) -> State:
    turn = number % TURN
    if turn < DONE:
        return State.COMPLETED
    return State.FAILED if turn < FAILED else State.PUBLISHED


def gifts_of(number: int, count: int, gifts: int) -> range:
    """Return the numbers of a campaign's gifts: shared out evenly among those that have some."""
    given = [turn for turn in range(TURN) if state_of(turn) != State.FAILED]
    if state_of(number) == State.FAILED:
        return range(0)
    rank = number // TURN * len(given) + given.index(number % TURN)
    whole, rest = divmod(count, TURN)
    holders = whole * len(given) + sum(turn < rest for turn in given)
    return range(rank, gifts, max(1, holders))


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """So many campaigns and gifts, numbered from the first on: asked again, it is another one."""

    cast: Cast
    count: int
    gifts: int
    first: int = 0

    def batch(self, numbers: range) -> Batch:
        """Make some of its campaigns, with all their gifts."""
        batch = Batch([], [], [])
        for number in numbers:
            given = gifts_of(number, self.count, self.gifts)
            _add(batch, self.cast, self.first + number, given, state_of(number))
        return batch

    def shown(self) -> list[str]:
        """Return the keys of those that lists show."""
        return [
            str(key_of(self.first + number))
            for number in range(self.count)
            if state_of(number) != State.FAILED
        ]

    def ranges(self, size: int) -> list[range]:
        starts = range(0, self.count, size)
        return [range(start, min(start + size, self.count)) for start in starts]


def _add(batch: Batch, cast: Cast, number: int, given: range, state: State) -> None:
    amounts = [AMOUNTS[gift * 7 % len(AMOUNTS)] for gift in given]
    campaign = _campaign(cast, number, sum(amounts), state)
    batch.campaigns.append(campaign)
    batch.proposals.append(_proposal(campaign))
    opened = campaign.published_at or cast.at
    batch.gifts.extend(
        Given(gift, campaign.pk, cents, opened + timedelta(hours=1 + gift % 480))
        for gift, cents in zip(given, amounts, strict=True)
    )


def _campaign(cast: Cast, number: int, raised: int, state: State) -> Campaign:
    key = key_of(number)
    place = number % len(cast.schools)
    is_open = state == State.PUBLISHED
    opened = cast.at - timedelta(days=20 if is_open else 60 + number % 900, minutes=number % 1440)
    end = opened + timedelta(days=21 + number % 60)
    themes, formats, levels = Theme.values, Format.values, Level.values
    return Campaign(
        pk=key,
        title=f"{WORDS[number % 18].capitalize()} et {WORDS[number // 18 % 18]} no {number}",
        slug=f"charge-{key.hex[:16]}",
        state=state,
        holder=cast.holder,
        school=cast.schools[place],
        structure=cast.structures[place],
        theme=themes[number % len(themes)],
        format=formats[number % len(formats)],
        levels=[levels[number % len(levels)]],
        minimum_cents=max(10_000, raised * 7 // 10),
        optimum_cents=max(20_000, raised * 2),
        opens_at=opened,
        closes_at=end,
        created_at=opened - timedelta(days=30),
        submitted_at=opened - timedelta(days=20),
        accepted_at=opened - timedelta(days=10),
        published_at=opened,
        ended_at=None if is_open else end,
        succeeded_at=end if state == State.COMPLETED else None,
        is_courte_echelle=number % 5 == 0,
        state_changed_at=opened if is_open else end,
    )


def _proposal(campaign: Campaign) -> Proposal:
    return Proposal(
        campaign=campaign,
        holder_profession="teacher",
        pitch=f"{campaign.title} : une classe part, regarde et raconte.",
        pupils=24,
        who_we_are="Une classe de la série de mesure.",
        the_project="Elle prépare une sortie et en rend compte.",
        why_you="Le car et les entrées.",
        budget=[{"label": "Car", "cents": campaign.optimum_cents, "essential": True}],
        charter_version=charter.CURRENT,
    )
