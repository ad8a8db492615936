"""What staff fill in about patrons, boosts and the rules of money."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.domain.taxonomy import Format, Level, Theme
from campaigns.forms.fields import MoneyField
from campaigns.models import Agreement, Patron, Policy
from territories.models import Commune, Department
from territories.models.school import Label


class WordsField(forms.CharField):
    """A list typed with commas or line ends."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)

    def to_python(self, value: object) -> Any:
        typed = str(super().to_python(value)).replace("\n", ",").split(",")
        return list(dict.fromkeys(word.strip() for word in typed if word.strip()))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def _departments() -> list[tuple[str, str]]:
    rows = Department.objects.order_by("code").values_list("code", "name")
    return [(code, f"{code} – {name}") for code, name in rows]


class PatronForm(forms.ModelForm[Patron]):
    picture = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG or JPEG; it is drawn again.")
    )

    class Meta:
        model = Patron
        fields = (
            "name", "introduction", "website", "is_shown",
            "contact_name", "contact_email", "contact_phone",
        )  # fmt: skip


class AgreementForm(forms.ModelForm[Agreement]):
    amount_cents = MoneyField(label=_("Amount promised"))
    themes = _several(_("Themes"), Theme.choices)
    formats = _several(_("Kinds of action"), Format.choices)
    levels = _several(_("Levels"), Level.choices)
    labels = _several(_("Labels of the school"), Label.choices)
    departments = forms.MultipleChoiceField(
        label=_("Departments"),
        choices=_departments,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    communes = WordsField(
        label=_("Communes"), help_text=_("INSEE codes, with commas between them.")
    )
    keywords = WordsField(
        label=_("Words of the project"), help_text=_("One of them is enough; commas between them.")
    )

    class Meta:
        model = Agreement
        fields = (
            "title", "amount_cents", "starts_on", "ends_on", "themes", "formats", "levels",
            "labels", "departments", "communes", "keywords",
        )  # fmt: skip
        widgets = {
            name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            for name in ("starts_on", "ends_on")
        }

    def clean_communes(self) -> list[str]:
        codes = [code.upper()[:5] for code in self.cleaned_data["communes"]]
        known = set(Commune.objects.filter(pk__in=codes).values_list("pk", flat=True))
        if unknown := [code for code in codes if code not in known]:
            raise ValidationError(
                _("No commune has this code: %(codes)s."), params={"codes": ", ".join(unknown)}
            )
        return codes

    def clean_keywords(self) -> list[str]:
        return [word[:40] for word in self.cleaned_data["keywords"]]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day comes after the first."))
        return given


class EndowmentForm(forms.Form):
    """A line of the bank statement."""

    amount = MoneyField(label=_("Amount received"))
    received_on = forms.DateField(
        label=_("Received on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    reference = forms.CharField(label=_("Reference on the bank statement"), max_length=60)


class BoostForm(forms.Form):
    """An envelope, an amount, and why an exception to the rules is made."""

    fund = forms.ChoiceField(label=_("Envelope"))
    amount = MoneyField(label=_("Amount"))
    exception = forms.CharField(
        label=_("Why less than what the minimum misses"), max_length=300, required=False
    )

    def __init__(self, *args: Any, funds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fund"].choices = funds  # type: ignore[attr-defined]  # a field of choices


class PolicyForm(forms.ModelForm[Policy]):
    least_gift_cents = MoneyField(label=_("Smallest gift"))
    largest_gift_cents = MoneyField(label=_("Largest gift without a call"))
    minimum_cap_cents = MoneyField(label=_("Cap on the minimum goal"))
    two_persons_cents = MoneyField(label=_("Two persons agree above"))
    small_excess_cents = MoneyField(
        label=_("An excess of a transfer goes to the fund, up to"),
        help_text=_("A larger one goes back to its donor; so does every one when this is empty."),
        required=False,
    )

    class Meta:
        model = Policy
        fields = (
            "valid_from", "commission_percent", "least_gift_cents", "largest_gift_cents",
            "minimum_cap_cents", "longest_days", "two_persons_cents", "small_excess_cents",
            "boost_reading", "boost_percent", "reason",
        )  # fmt: skip
        widgets = {
            "valid_from": forms.DateTimeInput(
                format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}
            )
        }

    def clean_small_excess_cents(self) -> int:
        return int(self.cleaned_data["small_excess_cents"] or 0)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        least, largest = given.get("least_gift_cents"), given.get("largest_gift_cents")
        if least and largest and largest < least:
            self.add_error("largest_gift_cents", _("The largest gift is not below the smallest."))
        return given
