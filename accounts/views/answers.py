"""How the pages of the account answer what they refuse."""

from django import forms

from kernel.domain import DomainError


def refuse(form: forms.BaseForm, error: DomainError, *, field: str | None = None) -> None:
    """Show a refusal of a rule beside the field it is about."""
    form.add_error(field, str(error))
