"""What is wrong with a value of a request, in the caller's language.

The checker speaks English. Where Django has the sentence, it is taken as it is: its own catalogs
have it in our languages.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop

TEXTS: Mapping[str, str] = {
    "missing": "This field is required.",
    "int_type": "Enter a whole number.",
    "int_parsing": "Enter a whole number.",
    "int_parsing_size": "Enter a whole number.",
    "int_from_float": "Enter a whole number.",
    "float_type": "Enter a number.",
    "float_parsing": "Enter a number.",
    "finite_number": "Enter a number.",
    "greater_than_equal": "Ensure this value is greater than or equal to %(limit_value)s.",
    "less_than_equal": "Ensure this value is less than or equal to %(limit_value)s.",
    "list_type": "Enter a list of values.",
    "uuid_type": "Enter a valid UUID.",
    "uuid_parsing": "Enter a valid UUID.",
    "datetime_type": "Enter a valid date/time.",
    "datetime_parsing": "Enter a valid date/time.",
    "datetime_from_date_parsing": "Enter a valid date/time.",
    "string_too_short": gettext_noop("At least %(min_length)s characters."),
    "string_too_long": gettext_noop("At most %(max_length)s characters."),
    "too_long": gettext_noop("At most %(max_length)s values."),
    "string_pattern_mismatch": gettext_noop("This text must be of the form %(pattern)s."),
    "timezone_aware": gettext_noop("Give the time zone, such as +01:00."),
    "literal_error": gettext_noop("Choose one of these: %(expected)s."),
    "enum": gettext_noop("Choose one of these: %(expected)s."),
    "model_attributes_type": gettext_noop("An object is expected."),
    "dict_type": gettext_noop("An object is expected."),
    "string_type": gettext_noop("A text is expected."),
    "bool_type": gettext_noop("true or false is expected."),
    "bool_parsing": gettext_noop("true or false is expected."),
}
NO_NUL, NO_NUL_TEXT = "^[^\0]*$", "Null characters are not allowed."


def said(error: Mapping[str, Any]) -> str:
    """Return the sentence for one error of the checker; its own when there is none of ours."""
    details = error.get("ctx", {})
    if error["type"] == "value_error" and "error" in details:  # said by a rule of ours
        return str(details["error"])
    if details.get("pattern") == NO_NUL:
        return gettext(NO_NUL_TEXT)
    text = TEXTS.get(error["type"])
    if text is None:
        return str(error["msg"])
    figures = {
        **details,
        "limit_value": details.get("ge", details.get("le")),
        "expected": str(details.get("expected", "")).replace(" or ", ", "),
    }
    return gettext(text) % figures
