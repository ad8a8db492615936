from hypothesis import given, strategies as st

from kernel.masking import MASK, mask, mask_all


@given(st.emails(), st.text(max_size=20))
def test_no_address_survives(email, around):
    if email.isascii() and all(char.isalnum() or char in "@.-_+" for char in email):
        assert email not in mask(f"{around} {email} {around}")


def test_values_are_masked_at_any_depth():
    value = {"a@b.fr": [1, "x a@b.fr", {"y": ("a@b.fr", None)}]}

    assert mask_all(value) == {MASK: [1, f"x {MASK}", {"y": [MASK, None]}]}
