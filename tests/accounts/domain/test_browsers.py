import pytest
from hypothesis import given, strategies as st

from accounts.domain.browsers import name_of


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox, Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(said: str, name: str) -> None:
    assert name_of(said) == name


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    name_of(text)
