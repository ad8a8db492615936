from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from kernel.dates import parse_date, parse_time
from kernel.domain import UnreadableInput

TODAY = date(2026, 11, 20)
FEBRUARY_3 = date(2026, 2, 3)
MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)
near = st.dates(min_value=date(1957, 1, 1), max_value=date(2056, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "3/2/26",
        "03/02/2026",
        "03-02-2026",
        "3.2.26",
        "3 2 2026",
        "2026-02-03",
        "3 février 2026",
        "3 FEVRIER 26",
        "3 févr. 2026",
        "mardi 3 février 2026",
        "le mar. 3 fév 2026",
        "3 February 2026",
        "٣ فبراير ٢٠٢٦",
        "3\u00a0février\u202f2026",
    ],
)
def test_every_way_to_write_a_date_is_read(typed):
    assert parse_date(typed, today=TODAY) == FEBRUARY_3


def test_the_first_of_the_month_has_its_ordinal():
    assert parse_date("1er mars 2026", today=TODAY) == date(2026, 3, 1)


@given(near)
def test_a_short_year_means_the_nearest_sensible_century(day):
    assert parse_date(f"{day:%d/%m/%y}", today=TODAY) == day
    assert parse_date(f"{day.day} {MONTHS[day.month - 1]} {day.year}", today=TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31/2/26",
        "13/13/26",
        "3 février",
        "demain",
        "3/2",
        "03022026",
        "0/0/00",
        "3 foo 26",
        "1" * 80,
    ],
)
def test_anything_else_is_refused(typed):
    with pytest.raises(UnreadableInput):
        parse_date(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("18h30", time(18, 30)),
        ("18 h 30", time(18, 30)),
        ("18h", time(18)),
        ("18 heures", time(18)),
        ("9:05", time(9, 5)),
        ("18.30", time(18, 30)),
        ("à 9h", time(9)),
        ("midi", time(12)),
        ("Minuit", time(0)),
    ],
)
def test_times_of_day_are_read(typed, read):
    assert parse_time(typed) == read


@given(st.times())
def test_every_minute_of_the_day_is_read(moment):
    assert (
        parse_time(f"{moment:%Hh%M}")
        == parse_time(f"{moment:%H:%M}")
        == moment.replace(second=0, microsecond=0)
    )


@pytest.mark.parametrize("typed", ["", "18", "25h", "18h60", "18:", "18:5", "tard"])
def test_unfinished_times_are_refused(typed):
    with pytest.raises(UnreadableInput):
        parse_time(typed)


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(typed):
    for read in (lambda: parse_date(typed, today=TODAY), lambda: parse_time(typed)):
        with suppress(UnreadableInput):
            read()
