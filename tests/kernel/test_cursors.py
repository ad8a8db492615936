"""A place in a list travels as text; what no list gave is refused before a database sees it."""

import pytest
from hypothesis import given, strategies as st

from kernel.cursors import seal, unseal

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
numbers = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(texts | numbers | st.booleans()))
def test_what_is_sealed_is_read_back(values: list[object]) -> None:
    assert unseal(seal(values)) == values


@pytest.mark.parametrize("value", ["a\0", "\ud800", 2**63, float("nan"), float("inf"), None, []])
def test_what_no_database_holds_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="plain"):
        unseal(seal([value]))


@given(st.text() | st.binary().map(bytes.hex))
def test_any_other_text_is_refused_or_read(text: str) -> None:
    try:
        unseal(text)
    except ValueError:
        return
    assert text
