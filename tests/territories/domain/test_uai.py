import pytest
from hypothesis import given, strategies as st

from territories.domain import uai
from territories.domain.uai import InvalidUai

numbers = st.integers(min_value=0, max_value=9_999_999)


@pytest.mark.parametrize("code", ["0240366T", "0170071K"])
def test_the_codes_of_two_real_schools_are_valid(code):
    assert str(uai.parse(code)) == code


@given(numbers)
def test_every_number_has_one_letter_and_reads_back(number):
    code = uai.from_number(number)

    assert uai.parse(str(code)) == code
    assert code.letter not in "IOQ"


@given(numbers, st.sampled_from(uai.LETTERS))
def test_any_other_letter_is_refused(number, letter):
    digits = f"{number:07}"

    assert uai.is_valid(digits + letter) == (letter == uai.check_letter(digits))


@given(numbers, st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(number, place, shift):
    code = str(uai.from_number(number))
    wrong = str((int(code[place]) + shift) % 10)

    assert not uai.is_valid(code[:place] + wrong + code[place + 1 :])


@given(numbers, st.integers(0, 5))
def test_two_swapped_digits_are_always_caught(number, place):
    code = str(uai.from_number(number))
    one, two = code[place], code[place + 1]

    swapped = code[:place] + two + one + code[place + 2 :]

    assert uai.is_valid(swapped) == (one == two)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_read_or_refused_with_a_sentence(text):
    if uai.is_valid(text):
        code = uai.parse(text)
        assert uai.check_letter(code.number) == code.letter
    else:
        with pytest.raises(InvalidUai):
            uai.parse(text)


@pytest.mark.parametrize(
    "typed", [" 0240366t ", "0240366 T", "024 0366\u202fT", "024-0366-T", "０２４０３６６T"]
)
def test_spaces_case_and_digits_of_other_scripts_do_not_matter(typed):
    assert str(uai.parse(typed)) == "0240366T"


@pytest.mark.parametrize("typed", ["", "0240366", "240366T", "0240366TT", "T0240366", "02403é6T"])
def test_a_wrong_shape_is_refused(typed):
    with pytest.raises(InvalidUai, match=r"seven digits|sept chiffres"):
        uai.parse(typed)


def test_a_wrong_letter_is_refused_without_giving_the_right_one_away():
    with pytest.raises(InvalidUai) as refusal:
        uai.parse("0240366A")

    assert "0240366T" not in str(refusal.value)


@pytest.mark.parametrize(
    ("number", "department"),
    [
        (240366, "24"),
        (10001, "01"),
        (6200001, "2A"),
        (7200001, "2B"),
        (9710001, "971"),
        (9780001, "978"),
        (9830002, "988"),
        (9840002, "987"),
        (200001, None),  # Corsica before it was cut in two
        (990001, None),  # a French school abroad
        (960001, None),
        (1, None),
    ],
)
def test_a_code_tells_its_department_where_it_can(number, department):
    assert uai.from_number(number).department == department


@given(numbers)
def test_a_department_is_always_a_known_one(number):
    department = uai.from_number(number).department

    assert department is None or department in {*uai.MAINLAND, *uai.OWN_PREFIXES.values()}


@pytest.mark.parametrize(
    "address",
    ["ce.0240366T@ac-bordeaux.fr", "CE.0240366t@AC-BORDEAUX.FR", " 0240366t@ac-bordeaux.fr "],
)
def test_an_academic_address_gives_the_code(address):
    assert str(uai.from_address(address)) == "0240366T"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "0240366T",
        "ce.0240366A@ac-bordeaux.fr",  # wrong letter
        "ce.90240366T@ac-bordeaux.fr",  # eight digits
        "jeanne.martin@ac-bordeaux.fr",
        "accueil@0240366T.fr",  # in the host, not in the mailbox
    ],
)
def test_any_other_address_gives_nothing(address):
    assert uai.from_address(address) is None
