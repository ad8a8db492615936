"""Figures from rows, and the words that define them."""

from datetime import date

from tests.campaigns.definitions import Row, by_month, figures, grouped


def row(**changes) -> Row:
    values = {
        "submitted_on": date(2025, 1, 5),
        "published_on": date(2025, 1, 20),
        "ended_on": date(2025, 3, 1),
        "is_funded": True,
        "is_cancelled": False,
        "minimum_cents": 90_000,
        "optimum_cents": 240_000,
        "raised_cents": 140_000,
        "theme": "sport",
        "format": "event",
        "levels": ("cycle_3", "cycle_4"),
        "department": "02",
        "academy": "amiens",
        "stage": "first",
        "is_courte_echelle": False,
    }
    return Row(**(values | changes))


def always(_day: date) -> bool:
    return True


def test_a_cancelled_success_stays_a_success_and_its_money_leaves() -> None:
    found = figures([row(), row(is_cancelled=True, raised_cents=999_999)], always)

    assert (found.completed, found.funded, found.cancelled) == (2, 2, 1)
    assert found.success_rate == 1
    assert found.raised_cents == found.mean_raised_cents == 140_000


def test_what_is_not_over_counts_in_no_rate() -> None:
    running = row(ended_on=None, is_funded=False, raised_cents=10)
    failed = row(is_funded=False, raised_cents=20_000)

    found = figures([running, failed, row()], always)

    assert (found.published, found.completed, found.success_rate) == (3, 2, 0.5)
    assert found.raised_cents == 140_000


def test_each_moment_counts_in_its_own_year() -> None:
    found = figures([row(published_on=date(2024, 12, 30))], lambda day: day.year == 2025)

    assert (found.received, found.published, found.completed) == (1, 0, 1)


def test_nothing_has_no_mean() -> None:
    found = figures([], always)

    assert found.success_rate is None
    assert found.mean_raised_cents is None


def test_a_project_for_two_levels_counts_in_both() -> None:
    found = grouped([row(), row(levels=("lycee",))], lambda one: one.levels, always)

    assert {key: group.completed for key, group in found.items()} == {
        "cycle_3": 1, "cycle_4": 1, "lycee": 1,
    }  # fmt: skip


def test_months_begin_in_september() -> None:
    counts = by_month([row(), row(published_on=date(2025, 9, 2))], always)

    assert next(iter(counts)) == 9
    assert (counts[9], counts[1], sum(counts.values())) == (1, 1, 2)
