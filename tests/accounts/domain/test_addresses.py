from hypothesis import given, strategies as st

from accounts.domain.addresses import candidates, domain_of, mask, normalise


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert domain_of(text) == domain_of(f"  {text} ")
    candidates([text])


@given(st.emails())
def test_an_address_is_looked_up_under_its_own_domain_and_those_above(email: str) -> None:
    domain = domain_of(email)

    found = candidates([email])

    assert domain in found
    assert all(domain == item or domain.endswith("." + item) for item in found)


def test_a_lookalike_domain_is_not_below_the_real_one() -> None:
    assert "ac-lyon.fr" not in candidates(["prof@fauxac-lyon.fr", "prof@ac-lyon.fr.example.com"])


def test_the_mailbox_of_a_school_keeps_its_domain() -> None:
    assert domain_of(" ce.0240366T@AC-Bordeaux.fr ") == "ac-bordeaux.fr"


def test_a_masked_address_shows_one_letter() -> None:
    assert mask("jeanne@ac-lyon.fr") == "j•••@ac-lyon.fr"
