"""Short forms around a workshop: repeat it, cancel it, write to its people, admit an organiser."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tne_sites.domain.recurrence import MOST_DATES, Frequency, Rule
from tne_sites.forms.fields import DayField
from tne_sites.models import Structure


class CopyForm(forms.Form):
    day = DayField(label=_("Day of the copy"))


class RepeatForm(forms.Form):
    """Until a day, or a number of dates."""

    frequency = forms.ChoiceField(label=_("How often"), choices=Frequency.choices)
    dates = forms.IntegerField(
        label=_("Number of dates, the first one included"),
        required=False,
        min_value=2,
        max_value=MOST_DATES,
    )
    until = DayField(label=_("Or until"), required=False)
    skip_holidays = forms.BooleanField(
        label=_("Leave the school holidays out"), required=False, initial=True
    )

    def __init__(self, *args: Any, first: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first = first

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("dates") and not given.get("until"):
            self.add_error("dates", _("Give a number of dates, or the last day."))
        if given.get("until") and given["until"] <= self.first:
            self.add_error("until", _("The last day comes before the first date."))
        return given

    def rule(self) -> Rule:
        given = self.cleaned_data
        return Rule(
            frequency=Frequency(given["frequency"]), dates=given["dates"], until=given["until"]
        )


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason, shown to everybody"),
        max_length=200,
        help_text=_("Example: the facilitator is ill. Everybody registered is told."),
    )


class MessageForm(forms.Form):
    subject = forms.CharField(label=_("Subject"), max_length=120)
    body = forms.CharField(
        label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
    )
    with_waiting = forms.BooleanField(label=_("Also to the waiting list"), required=False)


class AccessForm(forms.Form):
    structure = forms.ModelChoiceField(label=_("Structure"), queryset=Structure.objects.none())
    email = forms.EmailField(
        label=_("E-mail of the person"),
        help_text=_("They sign in, or create an account, with this address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["structure"].queryset = Structure.objects.active()  # type: ignore[attr-defined]  # a field of choices


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"), help_text=_("XLSX or CSV, 500 lines and 2 MB at most.")
    )
