from datetime import timedelta

import pytest
from django.utils.translation import override

from kernel.signing import InvalidLink, seal, unseal


def test_a_sealed_value_comes_back():
    assert unseal("unsubscribe", seal("unsubscribe", {"id": 5})) == {"id": 5}


def test_a_link_made_for_something_else_is_refused():
    with pytest.raises(InvalidLink):
        unseal("preview", seal("unsubscribe", 5))


def test_a_changed_link_is_refused():
    with pytest.raises(InvalidLink):
        unseal("preview", seal("preview", 5)[:-1])


def test_an_old_link_says_that_it_is_old():
    with override("en"), pytest.raises(InvalidLink, match="expired"):
        unseal("preview", seal("preview", 5), max_age=timedelta(seconds=-1))
