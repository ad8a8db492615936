"""Columns that people fill in their own words: an amount in euros, a commune of the department."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from kernel.domain import UnreadableInput
from kernel.money import Money
from kernel.numbers import format_decimal
from tenants.context import current_tenant
from territories.models import Commune
from tne_sites import places


class EurosFormField(forms.CharField):
    """Typed in euros, in any French notation; worth whole cents."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 30, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return format_decimal(Money(value).to_euros(), 2) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return 0
        try:
            return Money.parse(str(value)).cents
        except UnreadableInput as refusal:
            raise ValidationError(str(refusal)) from refusal

    def run_validators(self, value: Any) -> None:
        """The length was that of the text, which is read by now."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool((initial or 0) != self.to_python(data))
        except ValidationError:
            return True


class EurosField(models.PositiveBigIntegerField):
    """Cents in the database, euros in forms."""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return EurosFormField(
            required=False,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text or _("In euros: 1500 or 1 500,50."),
        )


class CommuneFormField(forms.ChoiceField):
    """A commune of this department, chosen in a list that a keyboard can search."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": _("Commune"), "choices": commune_choices, **kwargs})

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Offer what the row has already: a commune merged since is not lost by saving a form."""
        code = str(form.get_initial_for_field(self, field_name) or "")
        if code and not self.valid_value(code):
            found = places.communes([code]).get(code)
            self.choices = [*commune_choices(), (code, str(found or code))]
        return super().get_bound_field(form, field_name)


def commune_choices() -> list[tuple[str, str]]:
    """List the communes of today; those that were merged are named under the one they joined."""
    tenant = current_tenant()
    code = tenant.code if tenant else ""
    rows = Commune.objects.current().in_department(code).values_list("code", "name")
    return [("", str(_("Choose a commune"))), *rows] if code else [("", "–")]
