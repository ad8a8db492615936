"""What somebody who registers is asked: as little as it takes to expect them."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.forms.guard import GuardedForm
from kernel.domain import UnreadableInput
from kernel.phones import format_phone, parse_phone
from kernel.ratelimit import RateLimit
from tne_sites.domain import places
from tne_sites.models import Workshop


class PhoneField(forms.CharField):
    """A number as people type it, kept in its international form."""

    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        try:
            return parse_phone(typed)
        except UnreadableInput as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return format_phone(value) if str(value or "").startswith("+") else value


class PartyFields(forms.Form):
    """How many people, and what they need."""

    party = forms.IntegerField(
        label=_("Number of people, you included"),
        min_value=1,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "field--short"}),
        error_messages={
            "invalid": _("Write a number, for example 2."),
            "required": _("Write how many people come, you included."),
            "min_value": _("At least one person comes."),
        },
    )
    needs = forms.CharField(
        label=_("What you need"),
        required=False,
        max_length=500,
        help_text=_("Access, language, a child with you: only what helps us to welcome you."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, workshop: Workshop, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["party"].widget.attrs["max"] = workshop.party_most

    def clean_party(self) -> int:
        party: int = self.cleaned_data["party"]
        try:
            places.check_party(party, most=self.workshop.party_most)
        except places.TooManyPeople as error:
            raise ValidationError(str(error)) from error
        return party


class PersonFields(forms.Form):
    """Who comes, and how to reach them: one of the two ways is enough."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Write your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("To receive the confirmation, and a link to change or cancel."),
        error_messages={"invalid": _("This is not an e-mail address. Example: name@example.org.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = PhoneField(
        label=_("Or your telephone"),
        required=False,
        max_length=60,
        help_text=_("If you have no e-mail: we call you. Example: 06 12 34 56 78."),
    )
    field_order = ["name", "email", "phone", "party", "needs"]
    needs_contact = True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        wrong = {"email", "phone"} & self.errors.keys()
        if self.needs_contact and not (wrong or cleaned.get("email") or cleaned.get("phone")):
            self.add_error(
                "email", _("Write an e-mail or a telephone number, so that we can reach you.")
            )
        return cleaned


class RegistrationForm(PersonFields, PartyFields, GuardedForm):
    """Open to everybody. A school hall shares one network: many register from there at once."""

    limit = RateLimit(name="workshop-registration", per_caller=60, window=timedelta(minutes=10))


class ChangeForm(PartyFields):
    """What a registrant may change by their link."""


class StaffRegistrationForm(PersonFields, PartyFields):
    """By telephone or at the door; at the door a name is enough."""

    source = forms.ChoiceField(label=_("Registered"), widget=forms.RadioSelect)
    language = forms.TypedChoiceField(
        label=_("Language of our messages"),
        choices=settings.LANGUAGES,
        required=False,
        initial=settings.LANGUAGE_CODE,
        empty_value=settings.LANGUAGE_CODE,
    )
    field_order = ["source", *PersonFields.field_order, "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from tne_sites.domain.states import RegistrationSource  # noqa: PLC0415  once the apps are loaded

        self.fields["source"].choices = [  # type: ignore[attr-defined]  # a field of choices
            choice for choice in RegistrationSource.choices if choice[0] != "online"
        ]
        self.fields["source"].initial = RegistrationSource.PHONE
        self.fields["name"].label = _("Name")
        self.fields["email"].label = _("E-mail")
        self.fields["phone"].label = _("Telephone")

    @property
    def needs_contact(self) -> bool:  # type: ignore[override]  # a rule in place of a constant
        return self.data.get("source") != "door"
