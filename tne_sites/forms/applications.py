"""A parent offers to help others."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.forms.guard import GuardedForm
from kernel.domain import UnreadableInput
from kernel.phones import parse_phone
from kernel.ratelimit import RateLimit
from tne_sites.fields import CommuneFormField

CONSENT = _(
    "I have read the charter. I agree that the team of the department keeps what I wrote here to"
    " answer me, and reads it alone. I may change my mind at any time."
)


class ApplicationForm(GuardedForm):
    limit = RateLimit(name="resource-parent", per_caller=5, window=GuardedForm.limit.window)

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("Or your telephone number below: one of them is enough."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Your telephone number"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    commune = CommuneFormField(required=False)
    school = forms.CharField(label=_("School of your children"), required=False, max_length=150)
    message = forms.CharField(
        label=_("What would you like to do?"),
        required=False,
        max_length=2000,
        help_text=_("A few words, in any language: languages you speak, when you are free."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    consent = forms.BooleanField(
        label=CONSENT, error_messages={"required": _("Tick this box to apply.")}
    )

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        try:
            return parse_phone(typed) if typed else ""
        except UnreadableInput as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, object]:
        given = super().clean()
        unreachable = not given.get("email") and not given.get("phone")
        if unreachable and not {"email", "phone"} & self.errors.keys():
            self.add_error("email", _("Give an e-mail or a telephone number: we must answer."))
        return given
