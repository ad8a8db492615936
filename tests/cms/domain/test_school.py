"""What was written in 2017 is still understood."""

import pytest

from cms.domain.school import (
    OLD_FORMATS,
    OLD_THEMES,
    Format,
    Theme,
    current_format,
    current_theme,
)


@pytest.mark.parametrize(
    ("current", "old", "words"),
    [(current_theme, OLD_THEMES, Theme), (current_format, OLD_FORMATS, Format)],
)
def test_an_old_word_leads_to_one_of_today_and_those_stay(current, old, words) -> None:
    assert {current(code) for code in old} <= set(words.values)
    assert [current(code) for code in words.values] == words.values
    assert old.keys().isdisjoint(words.values)
