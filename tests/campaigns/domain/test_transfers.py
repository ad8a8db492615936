"""References that survive a pen, days on which money moves, gifts that a transfer may be for."""

from datetime import date, datetime

import pytest
from hypothesis import given, strategies as st

from campaigns.domain.matching import Awaited, Sureness, suggestions
from campaigns.domain.transfers import (
    PARIS,
    creditor_reference,
    date_limit,
    gifts_named_in,
    is_bank_day,
    next_bank_day,
    order_named_in,
    shown_in_fours,
    whole_reference,
)

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
references = st.text(SIGNS, min_size=8, max_size=8).map(lambda word: f"D-{word[:4]}-{word[4:]}")


def checks(reference: str) -> bool:
    turned = reference[4:] + reference[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


@given(references)
def test_a_reference_has_right_check_digits_and_leads_back_to_its_gift(reference):
    made = creditor_reference(reference)

    assert checks(made)
    assert len(made) <= 25
    assert gifts_named_in(f"VIR SEPA {shown_in_fours(made).lower()} MERCI") == [reference]


@given(references, st.integers(4, 12), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_never_taken_for_another_gift(reference, place, sign):
    made = creditor_reference(reference)
    wrong = made[:place] + sign + made[place + 1 :]

    # A letter counts two places: only a figure for a figure, a letter for a letter, is sure.
    if wrong != made and sign.isdigit() == made[place].isdigit():
        assert not checks(wrong)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("don D-7K3M-9Q2P", ["D-7K3M-9Q2P"]),
        ("D 7K3M 9Q2P pour les étoiles", ["D-7K3M-9Q2P"]),
        ("RF00D7K3M9Q2P", ["D-7K3M-9Q2P"]),  # wrong check digits: named all the same
        ("merci", []),
        ("", []),
    ],
)
def test_what_people_write_is_read(words, found):
    assert gifts_named_in(words) == found


def test_a_payment_of_ours_is_known_again():
    assert order_named_in("RETOUR VIR TROUSSE-V 00000042 COMPTE CLOS") == 42
    assert order_named_in("TROUSSE-20261121") is None


@pytest.mark.parametrize(
    "day",
    [(2026, 1, 1), (2026, 4, 3), (2026, 4, 6), (2026, 5, 1), (2026, 12, 25), (2026, 11, 21)],
)
def test_days_without_transfers(day):
    assert not is_bank_day(date(*day))


def test_the_limit_counts_bank_days_and_never_passes_the_end():
    asked = datetime(2026, 12, 23, 10, tzinfo=PARIS)
    end = datetime(2026, 12, 29, 23, 59, 59, tzinfo=PARIS)

    assert date_limit(asked, 5) == datetime(2026, 12, 31, 23, 59, 59, tzinfo=PARIS)
    assert date_limit(asked, 5, end) == end
    assert next_bank_day(datetime(2026, 11, 20, 23, tzinfo=PARIS)) == date(2026, 11, 23)


def awaited(reference="D-7K3M-9Q2P", cents=3000, name="Ada Lovelace") -> Awaited:
    return Awaited(payment=reference, reference=reference, cents=cents, name=name)


@pytest.mark.parametrize(
    ("words", "cents", "name", "sureness"),
    [
        (creditor_reference("D-7K3M-9Q2P"), 3000, "", Sureness.EXACT),
        ("D-7K3M-9Q2P", 2000, "", Sureness.REFERENCE),
        ("don D7K3M9Q2X", 3000, "", Sureness.REFERENCE),
        ("don 07K3M9Q2P", 3000, "", Sureness.CLOSE),
        ("merci", 3000, "LOVELACE ADA", Sureness.AMOUNT),
        ("merci", 2999, "LOVELACE ADA", None),
        ("merci", 3000, "SOMEBODY ELSE", None),
    ],
)
def test_suggestions(words, cents, name, sureness):
    others = [awaited("D-2222-2222", 9999, "Grace Hopper")]
    wanted = awaited("D-7K3M-9Q2X") if words.endswith("Q2X") else awaited()

    found = suggestions(
        words=words, reference="", cents=cents, name=name, awaited=[*others, wanted]
    )

    if words.endswith("Q2X"):
        sureness = Sureness.EXACT
    assert [(one.awaited, one.sureness) for one in found] == (
        [] if sureness is None else [(wanted, sureness)]
    )


@pytest.mark.parametrize(
    "typed",
    [
        "D-7K3M-9Q2P", "d 7k3m 9q2p", "D7K3M9Q2P", "7K3M-9Q2P", " d–7k3m – 9q2p ", "7k3m9q2p",
        creditor_reference("D-7K3M-9Q2P"), "RF88 D7K3 M9Q2 P",
    ],
)  # fmt: skip
def test_a_reference_is_read_as_donors_write_it(typed):
    assert whole_reference(typed) == "D-7K3M-9Q2P"


def test_a_reference_without_its_letter_may_begin_with_a_d():
    assert whole_reference("DABC-2345") == "D-DABC-2345"


@pytest.mark.parametrize(
    "typed",
    ["", "50", "50,00 €", "02/03/2026", "ada@example.org", "D-7K3M", "D-7K3M-9Q2", "D-7K3M-9Q2PX",
     "don D-7K3M-9Q2P", "D-0000-0000", "RF99D7K3M9Q2P"],
)  # fmt: skip
def test_less_or_more_than_a_reference_is_none(typed):
    assert whole_reference(typed) == ""
