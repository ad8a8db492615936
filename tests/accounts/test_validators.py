import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User

JEANNE = User(first_name="Jeanne", last_name="Martin", email="jeanne.martin@ac-lyon.fr")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("court", "password_too_short"),
        ("x" * 129, "password_too_long"),
        ("Motdepasse2024!", "password_too_common"),
        ("M0td3passe!!2025", "password_too_common"),
        ("azertyuiopqsdf", "password_too_weak"),
        ("aaaaaaaaaaaaaaaaaaaa", "password_too_weak"),
        ("jeanne.martin69", "password_too_similar"),
    ],
)
def test_a_bad_password_is_refused_with_a_reason(password: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, JEANNE)

    assert code in {error.code for error in refusal.value.error_list}


@pytest.mark.parametrize(
    "password", ["vélo tulipe orage", "kqjxhzpwmvbr", "une petite pluie d’été"]
)
def test_a_sentence_or_random_letters_need_no_capitals(password: str) -> None:
    validate_password(password, JEANNE)
