"""What the checker refuses is said in the caller's language."""

from typing import Annotated

import pytest
from django.utils import translation
from ninja import Field, Schema
from pydantic import AwareDatetime, ValidationError

from kernel.api.wording import said


class Asked(Schema):
    number: Annotated[int, Field(ge=1, le=100)] = 1
    text: Annotated[str, Field(max_length=3, pattern="^[^\0]*$")] = ""
    at: AwareDatetime | None = None


def complaint(**given: object) -> str:
    with pytest.raises(ValidationError) as refused:
        Asked.model_validate(given)
    return said(dict(refused.value.errors()[0]))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": "x"}, "Saisissez un nombre entier."),
        ({"number": 0}, "Assurez-vous que cette valeur est supérieure ou égale à 1."),
        ({"number": 101}, "Assurez-vous que cette valeur est inférieure ou égale à 100."),
        ({"text": "\0"}, "Le caractère nul n’est pas autorisé."),
        ({"at": "demain"}, "Saisissez une date et une heure valides."),
    ],
)
def test_a_refused_value_is_told_in_french(given: dict[str, object], words: str) -> None:
    with translation.override("fr"):
        assert complaint(**given) == words


def test_a_limit_is_told_with_its_figure_in_every_language() -> None:
    for language in ("fr", "en", "ar"):
        with translation.override(language):
            assert "3" in complaint(text="abcd")


def test_what_has_no_sentence_of_ours_keeps_its_own() -> None:
    assert said({"type": "url_scheme", "msg": "URL scheme should be https"}).startswith("URL")
