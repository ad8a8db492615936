"""What a receipt bears, typed by the donor who asks for it or by the manager who mends it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.fields import SiretField


class ReceiptForm(forms.Form):
    name = forms.CharField(
        label=_("Name, or legal name"),
        max_length=140,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    siret = SiretField(label=_("SIRET"), required=False, help_text=_("For a company."))


class ReplaceForm(ReceiptForm):
    reason = forms.CharField(
        label=_("What was wrong"), max_length=300, help_text=_("The donor may read it.")
    )


class MessageForm(forms.Form):
    """A few words to one person."""

    text = forms.CharField(
        label=_("Your message"), max_length=1500, widget=forms.Textarea(attrs={"rows": 4})
    )
