"""Gaps come first, and a school is counted by its code."""

from datetime import date

from hypothesis import given, strategies as st

from tne_sites.domain.coverage import Covering, Occasion, lines, summary

MAY, JUNE = date(2026, 5, 4), date(2026, 6, 8)
A, B, C, D = "0020001A", "0020002B", "0020003C", "0020004D"


def test_a_school_without_anything_comes_first():
    found = lines([A, B, C], [Occasion(MAY, True, [A]), Occasion(JUNE, False, [C])])

    assert [(line.uai, line.covering) for line in found] == [
        (B, Covering.GAP),
        (C, Covering.PLANNED),
        (A, Covering.COVERED),
    ]


def test_one_workshop_for_two_schools_counts_for_each():
    found = lines([A, B], [Occasion(MAY, True, [A, B, A])])

    assert {line.uai: line.held for line in found} == {A: 1, B: 1}


def test_the_last_and_the_next_day_are_told():
    occasions = [
        Occasion(JUNE, True, [A]),
        Occasion(MAY, True, [A]),
        Occasion(date(2026, 9, 1), False, [A]),
        Occasion(date(2026, 8, 30), False, [A]),
    ]

    (line,) = lines([A], occasions)

    assert (line.last_on, line.next_on) == (JUNE, date(2026, 8, 30))


def test_schools_outside_the_perimeter_are_counted_apart():
    occasions = [Occasion(MAY, True, [A, D])]

    found = summary(lines([A, B], occasions), occasions)

    assert (found.targets, found.covered, found.gaps, found.others) == (2, 1, 1, 1)


uais = st.sampled_from([A, B, C, D])
occasions = st.lists(
    st.builds(Occasion, st.dates(), st.booleans(), st.lists(uais, max_size=4)), max_size=20
)


@given(targets=st.lists(uais), told=occasions)
def test_every_target_is_in_exactly_one_group(targets, told):
    found = summary(lines(targets, told), told)

    assert found.covered + found.planned + found.gaps == found.targets == len(set(targets))
