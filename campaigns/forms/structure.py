"""What the manager of a structure fills in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.actions.change_account import read_iban
from campaigns.forms.fields import SiretField
from campaigns.models import DocumentKind
from kernel.domain import DomainError


class StructureForm(forms.Form):
    legal_name = forms.CharField(
        label=_("Legal name"),
        max_length=140,
        help_text=_("Exactly as on its Sirene notice: the transfer bears it."),
    )
    siret = SiretField(label=_("SIRET"))
    address = forms.CharField(label=_("Address"), max_length=200)
    representative = forms.CharField(label=_("Legal representative"), max_length=100)
    representative_born_on = forms.DateField(
        label=_("Born on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Document"), choices=DocumentKind.choices)
    file = forms.FileField(label=_("File (PDF)"))


class AccountForm(forms.Form):
    iban = forms.CharField(
        label=_("IBAN"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    holder = forms.CharField(
        label=_("In the name of"),
        max_length=140,
        help_text=_("The legal name of the structure, as on the RIB."),
    )

    def clean_iban(self) -> str:
        try:
            return str(read_iban(str(self.cleaned_data["iban"])))
        except DomainError as error:
            raise ValidationError(str(error)) from error
