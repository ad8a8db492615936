"""A form of the pages, asked by the API."""

import pytest
from django import forms

from kernel.api.forms import cleaned, mistakes
from kernel.api.problems import Problem


class Asked(forms.Form):
    amount = forms.IntegerField(min_value=5)
    email = forms.EmailField()


def test_what_is_right_comes_back() -> None:
    assert cleaned(Asked({"amount": 5, "email": "a@example.org"})) == {
        "amount": 5, "email": "a@example.org",
    }  # fmt: skip


def test_each_mistake_is_at_its_field_by_the_name_of_the_api() -> None:
    form = Asked({"amount": 1, "email": "a@"})

    with pytest.raises(Problem) as refused:
        cleaned(form, {"amount": "amount_cents"})

    assert [one["at"] for one in refused.value.errors] == [
        ["body", "amount_cents"], ["body", "email"],
    ]  # fmt: skip
    assert mistakes([form], {"amount": "amount_cents"}) == refused.value.errors
