"""What the national team says of a department in the programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tne_sites.registry.models import DepartmentRecord


class HostForm(forms.Form):
    """One address more for a department's site."""

    host = forms.CharField(
        label=_("Address"),
        max_length=300,
        help_text=_("For example parents.example.org; it must lead to this platform already."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "url"}),
    )
    redirects = forms.BooleanField(
        label=_("Leads to the main address"),
        help_text=_("Untick it, and the site answers at both addresses."),
        required=False,
        initial=True,
    )


class RecordForm(forms.ModelForm):
    class Meta:
        model = DepartmentRecord
        fields = ("state", "wave", "joined_on", "note")
        widgets = {
            "joined_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
