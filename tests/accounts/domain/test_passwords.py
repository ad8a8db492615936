from hypothesis import given, strategies as st

from accounts.domain import passwords


@given(st.text(max_size=60))
def test_counting_ends_and_never_exceeds_the_length(text: str) -> None:
    assert 0 <= passwords.choices(text) <= max(2, len(text.casefold()))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=20))
def test_writing_a_word_twice_adds_two_choices_at_most(word: str) -> None:
    assert passwords.choices(word + word) <= passwords.choices(word) + 2 + 2


@given(st.characters(codec="ascii", categories=["L", "N"]), st.integers(3, 60))
def test_one_character_repeated_is_weak_at_any_length(char: str, times: int) -> None:
    assert passwords.bits(char * times) < passwords.MIN_BITS


def test_runs_of_the_keyboard_and_the_alphabet_count_for_little() -> None:
    for run in ("azertyuiopqs", "qwertyuiopas", "abcdefghijkl", "987654321098", "AZERTYuiop12"):
        assert passwords.bits(run) < passwords.MIN_BITS, run


def test_a_sentence_and_twelve_random_letters_are_strong() -> None:
    for good in ("vélo tulipe orage", "kqjxhzpwmvbr", "le chat de ma tante", "طائرة ورقية زرقاء"):
        assert passwords.bits(good) >= passwords.MIN_BITS, good


def test_disguises_are_taken_off() -> None:
    assert "motdepasse" in passwords.roots("M0tdepasse2024!")
    assert "bonjour" in passwords.roots("¡Bonjour2026")
    assert "education" in passwords.roots("Éducation-75")


@given(st.text(max_size=60))
def test_roots_accepts_any_text(text: str) -> None:
    assert "" not in passwords.roots(text)


def test_a_name_with_a_few_figures_is_personal_but_a_sentence_with_it_is_not() -> None:
    own = ["Jeanne", "Martin-Dubois", "jeanne.martin"]

    assert passwords.personal_part("JeanneMartin75", own)
    assert passwords.personal_part("martin et le vélo de la tulipe", own) is None
    assert passwords.personal_part("orage tulipe vélo", own) is None
