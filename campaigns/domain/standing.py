"""Where an open collection stands: what it needs most, about how much is left. Pure Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SOON = timedelta(days=7)
# Three quarters of a goal: a last push reaches it.
NEARLY = 75


class Need(StrEnum):
    ENDING = "ending"
    NEARLY = "nearly"


class Band(StrEnum):
    """How much is left, in whole bands that do not overlap."""

    TO_100 = "to_100"
    TO_500 = "to_500"
    TO_1000 = "to_1000"
    MORE = "more"


BOUNDS = {Band.TO_100: 10_000, Band.TO_500: 50_000, Band.TO_1000: 100_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Amounts in cents; `held_cents` is promised by donors who are paying now."""

    raised_cents: int
    minimum_cents: int
    optimum_cents: int
    held_cents: int = 0

    @property
    def left_cents(self) -> int:
        """What may still be given: never past the optimum, what is being paid included."""
        return max(0, self.optimum_cents - self.raised_cents - self.held_cents)

    @property
    def has_minimum(self) -> bool:
        return self.raised_cents >= self.minimum_cents

    @property
    def is_nearly_there(self) -> bool:
        """Say whether the next goal is near, and not reached."""
        goal = self.optimum_cents if self.has_minimum else self.minimum_cents
        return self.raised_cents < goal and self.raised_cents * 100 >= goal * NEARLY

    @property
    def band(self) -> Band:
        missing = max(0, self.optimum_cents - self.raised_cents)
        return next((band for band, bound in BOUNDS.items() if missing <= bound), Band.MORE)

    def needs(self, *, closes_at: datetime, at: datetime) -> list[Need]:
        found = [Need.ENDING] if closes_at - at <= SOON else []
        return [*found, Need.NEARLY] if self.is_nearly_there else found
