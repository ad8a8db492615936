"""What the national team says of a new API key."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import ApiKey, ApiScope
from tenants.models import Tenant


class ApiKeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=_("What it opens"), choices=ApiScope.choices, widget=forms.CheckboxSelectMultiple
    )
    schemas = forms.MultipleChoiceField(
        label=_("Sites"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: every site."),
    )
    expires_at = forms.DateTimeField(
        label=_("Expires"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: it lasts until it is withdrawn."),
    )

    class Meta:
        model = ApiKey
        fields = ("name", "scopes", "schemas", "expires_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = Tenant.objects.order_by("type", "code").values_list("schema_name", "name")
        self.fields["schemas"].choices = list(sites)  # type: ignore[attr-defined]  # a field with choices

    def clean_expires_at(self) -> Any:
        until = self.cleaned_data["expires_at"]
        if until is not None and until <= timezone.now():
            raise ValidationError(_("Choose a day to come."))
        return until
