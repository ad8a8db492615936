"""Which campaigns the demonstration has: states, dates and sums, drawn once from fixed numbers.

Close to the figures of 2022: 89 % of collections succeed, the mean minimum is 935 €, the mean
optimum 2,417 €, the mean sum raised 1,424 €, a gift 52 €. Pure Python, nothing of it is random.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from campaigns.domain.states import State
from territories.domain.school_year import SchoolYear

PARIS = ZoneInfo("Europe/Paris")
SEED = 2022
OPEN = 34
# Over: newest first where a state is one of the way to the school's account.
FRESH = (State.SUCCEEDED,) * 7 + (State.PAYING_OUT,) * 4 + (State.PAID,) * 14
# Days since these ended, one each: a payout leaves on the twelfth, and the bank books it in days.
ENDED_AGO = (1, 2, 4, 5, 7, 9, 11, 14, 15, 16, 17)
FAILED, CANCELLED, PAST = 11, 2, 97
BEFORE = (
    (State.DRAFT, 4), (State.SUBMITTED, 5), (State.CHANGES_REQUESTED, 2), (State.EDITING, 2),
    (State.AWAITING_VALIDATION, 3), (State.REJECTED, 2), (State.WITHDRAWN, 1),
)  # fmt: skip
TOTAL = OPEN + PAST + sum(number for _state, number in BEFORE)
# Publications by month: a peak in January, another in March; none in summer.
MONTHS = {9: 5, 10: 7, 11: 9, 12: 6, 1: 16, 2: 9, 3: 15, 4: 9, 5: 8, 6: 4}
DURATIONS = (21, 30, 30, 40, 45, 60)
# School years, the oldest first, and their parts of what is over.
YEARS = (2, 1, 0)
PARTS = (34, 53, 13)
MEAN_GIFT_CENTS = 5200


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One campaign to write; amounts in whole cents, nothing raised before a publication."""

    number: int
    state: State
    published_at: datetime | None
    closes_at: datetime | None
    ended_at: datetime | None
    minimum_cents: int
    optimum_cents: int
    raised_cents: int  # the boost included
    boost_cents: int
    gifts: tuple[int, ...]


def plan(at: datetime) -> list[Planned]:
    """Return all campaigns, those of before today first."""
    random = Random(SEED)  # noqa: S311  drawn, not guessed
    over = sorted(_past_dates(random, at), key=lambda dates: dates[1], reverse=True)
    states = _past_states(random)
    dates = _fresh_dates(at, states, over)
    found = [
        _planned(random, number, state, published, end, end)
        for number, (state, (published, end)) in enumerate(zip(states, dates, strict=True))
    ]
    for number in range(OPEN):
        published = at - timedelta(days=1 + number, hours=number % 7)
        end = _midnight((at + timedelta(days=(number * 7) % 43 + number % 3)).date())
        found.append(_planned(random, len(found), State.PUBLISHED, published, max(end, at), None))
    for state in (state for state, number in BEFORE for _turn in range(number)):
        found.append(_planned(random, len(found), state, None, None, None))
    return found


def _past_states(random: Random) -> list[State]:
    rest = [State.COMPLETED] * (PAST - len(FRESH) - FAILED - CANCELLED)
    states = [*FRESH, *rest]
    for state, number in ((State.FAILED, FAILED), (State.CANCELLED, CANCELLED)):
        for _turn in range(number):
            states.insert(random.randrange(4, len(states)), state)
    return states


def _past_dates(random: Random, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Draw a day of publication and an end that is over."""
    now, made = SchoolYear.of(at.date()).start, 0
    while made < PAST:
        year = now - random.choices(YEARS, PARTS)[0]
        month = random.choices(list(MONTHS), list(MONTHS.values()))[0]
        day = date(year if month >= 9 else year + 1, month, random.randint(1, 28))  # noqa: PLR2004  September
        published = datetime.combine(day, time(10, 30), PARIS)
        end = _midnight(day + timedelta(days=random.choice(DURATIONS)))
        if end < at - timedelta(days=3):
            made += 1
            yield published, end


def _fresh_dates(
    at: datetime, states: Sequence[State], over: Sequence[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """Bring what is on its way to the school near today, each as long as it was."""
    ago = iter(ENDED_AGO)
    for state, (published, end) in zip(states, over, strict=True):
        if state in {State.SUCCEEDED, State.PAYING_OUT}:
            late = _midnight((at - timedelta(days=next(ago))).date())
            yield published + (late - end), late
        else:
            yield published, end


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), PARIS)


def _planned(  # noqa: PLR0913, PLR0917  what a row is made of
    random: Random,
    number: int,
    state: State,
    published: datetime | None,
    closes: datetime | None,
    ended: datetime | None,
) -> Planned:
    minimum = round(min(4500, max(200, random.lognormvariate(6.70, 0.60))) / 10) * 10
    optimum = round(minimum * min(4.5, random.triangular(1.3, 4.4, 2.2)) / 10) * 10
    raised = _raised(random, state, minimum * 100, optimum * 100)
    # One in four was helped, as in 2022, by three tenths of what it raised.
    is_helped = ended is not None and number % 4 == 1
    boost = raised * 3 // 10 // 500 * 500 if is_helped else 0
    return Planned(
        number=number,
        state=state,
        published_at=published,
        closes_at=closes,
        ended_at=ended,
        minimum_cents=minimum * 100,
        optimum_cents=optimum * 100,
        raised_cents=raised,
        boost_cents=boost,
        gifts=_gifts(random, raised - boost),
    )


def _raised(random: Random, state: State, minimum: int, optimum: int) -> int:
    if state == State.PUBLISHED:
        return round(optimum * random.triangular(0, 0.97, 0.3) / 500) * 500
    if state == State.FAILED:
        return round(minimum * random.uniform(0.05, 0.8) / 500) * 500
    if state not in {State.SUCCEEDED, State.PAYING_OUT, State.PAID, *_DONE}:
        return 0
    if random.random() < 0.16:  # noqa: PLR2004  one in six reaches its optimum
        return optimum
    return minimum + round((optimum - minimum) * random.betavariate(1.1, 3.2) / 500) * 500


_DONE = (State.COMPLETED, State.CANCELLED)


def _gifts(random: Random, raised: int) -> tuple[int, ...]:
    """Cut a sum into gifts as people give: mostly small round ones, now and then a large one."""
    gifts, left = [], raised
    while left > 0:
        amount = random.choices(
            (500, 1000, 1500, 2000, 3000, 5000, 10_000, 20_000, 36_300),
            (3, 13, 4, 19, 16, 25, 14, 4, 2),
        )[0]
        gift = min(left, amount)
        gifts.append(gift)
        left -= gift
    return tuple(gifts)
