import pytest
from hypothesis import given, strategies as st

from kernel.domain import UnreadableInput
from kernel.phones import format_phone, parse_phone

MOBILE = "+33612345678"


@pytest.mark.parametrize(
    "typed",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "+330612345678",
        "0033612345678",
        "33 6 12 34 56 78",
        "Tél. : 06\u00a012\u202f34 56 78",
        "٠٦١٢٣٤٥٦٧٨",
    ],
)
def test_a_french_number_is_read_in_any_dress(typed):
    assert parse_phone(typed) == MOBILE


@pytest.mark.parametrize(
    ("typed", "number", "written"),
    [
        ("0692 12 34 56", "+262692123456", "0692 12 34 56"),
        ("0639 12 34 56", "+262639123456", "0639 12 34 56"),
        ("0590 12 34 56", "+590590123456", "0590 12 34 56"),
        ("0694 12 34 56", "+594694123456", "0694 12 34 56"),
        ("0696 12 34 56", "+596696123456", "0696 12 34 56"),
        ("0508 41 12 34", "+508411234", "0508 41 12 34"),
        ("+33 692 12 34 56", "+262692123456", "0692 12 34 56"),
        ("+687 12 34 56", "+687123456", "+687123456"),
        ("+44 20 7946 0000", "+442079460000", "+442079460000"),
    ],
)
def test_overseas_and_foreign_numbers_keep_their_code(typed, number, written):
    assert parse_phone(typed) == number
    assert format_phone(number) == written.replace(" ", "\u00a0")


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True))
def test_what_is_written_is_read_back(national):
    number = parse_phone(national)

    assert parse_phone(number) == number
    assert parse_phone(format_phone(number)) == number


@pytest.mark.parametrize(
    "typed", ["", "12", "+33 6 12", "06 12 34 56", "abc", "0012", "061234567890"]
)
def test_anything_else_is_refused(typed):
    with pytest.raises(UnreadableInput):
        parse_phone(typed)
