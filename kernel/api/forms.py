"""Forms of the pages, asked by the API: the same rules, and each mistake at its field."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from kernel.api.problems import INVALID, Problem


def cleaned(form: forms.Form, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what the form accepts; or raise a problem that names what was wrong."""
    if errors := mistakes([form], names):
        raise Problem(INVALID, errors=errors)
    return form.cleaned_data


def mistakes(
    asked: Iterable[forms.Form], names: Mapping[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return what each form refuses; `names` are those of the API for fields of another name."""
    known = names or {}
    return [
        {"at": ["body", known.get(name, name)], "message": str(message)}
        for form in asked
        for name, messages in form.errors.items()
        for message in messages
    ]
