"""Model fields that several page types share."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import Tenant


class ChoiceArrayField(ArrayField):
    """Several choices of one short list, in an array column.

    Ticked in the form, filtered with an index.
    """

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        options = {
            "form_class": forms.TypedMultipleChoiceField,
            "choices": self.base_field.choices,
            "coerce": self.base_field.to_python,
            "widget": forms.CheckboxSelectMultiple,
            **kwargs,
        }
        # ArrayField's own formfield() would insist on a comma-separated text.
        return models.Field.formfield(self, **options)


class DepartmentsField(ArrayField):
    """Codes of departments, ticked among those that have a site when the form is shown.

    They are data.
    """

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        options = {
            "form_class": forms.TypedMultipleChoiceField,
            "choices": department_choices,
            "coerce": str,
            "widget": forms.CheckboxSelectMultiple,
            **kwargs,
        }
        return models.Field.formfield(self, **options)


def department_choices() -> list[tuple[str, str]]:
    """List the departments that have a site, as "02 Aisne"."""
    departments = Tenant.objects.departments().reachable().order_by("code")
    return [(tenant.code, f"{tenant.code} {tenant.name}") for tenant in departments]


def choice_array(choices: Any, *, max_length: int = 20, **kwargs: Any) -> ChoiceArrayField:
    """Make a column of ticked choices, empty by default; groups of choices are kept."""
    return ChoiceArrayField(
        models.CharField(max_length=max_length, choices=choices), default=list, blank=True, **kwargs
    )


def hex_colour(label: Any, **kwargs: Any) -> "models.CharField[str, str]":
    """Make a column for a colour written as #16204a."""
    return models.CharField(
        label,
        max_length=7,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #16204a."))],
        **kwargs,
    )
