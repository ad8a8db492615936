"""What coordinators fill in, beside what Wagtail's own screens ask."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from kernel.domain import UnreadableInput
from kernel.phones import parse_phone
from territories.models import SchoolKind, Sector
from territories.models.school import validate_uai
from tne_sites import clock, places
from tne_sites.domain.indicators import Period
from tne_sites.domain.parents import NEXT, ParentState
from tne_sites.fields import CommuneFormField
from tne_sites.models import ResourceParent, Structure

CONSENT_ON_PAPER = _("Agreed in writing, on a paper form that the team keeps.")


def phone_or_refusal(typed: str) -> str:
    try:
        return parse_phone(typed) if typed else ""
    except UnreadableInput as refusal:
        raise ValidationError(str(refusal)) from refusal


class StructureForm(WagtailAdminModelForm):
    commune_code = CommuneFormField(required=False)

    class Meta:
        model = Structure
        fields: list[str] = []

    def save(self, commit: bool = True) -> Structure:  # noqa: FBT001, FBT002  Django's own signature
        place = places.communes([self.instance.commune_code]).get(self.instance.commune_code)
        self.instance.commune_name = place.name if place else ""
        saved: Structure = super().save(commit=commit)
        return saved


class ParentForm(WagtailAdminModelForm):
    """Somebody applied on paper or by telephone, or changed their address."""

    commune_code = CommuneFormField(required=False)
    has_agreed = forms.BooleanField(
        label=_("The person signed the paper form"),
        required=False,
        help_text=_("Keep the form: it proves that the person agreed."),
    )

    class Meta:
        model = ResourceParent
        fields: list[str] = []

    def clean_phone(self) -> str:
        return phone_or_refusal(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        is_new = self.instance.pk is None
        if is_new and not given.get("has_agreed"):
            self.add_error("has_agreed", _("Without the person’s agreement nothing is kept."))
        if not given.get("email") and not given.get("phone") and "phone" not in self.errors:
            self.add_error("email", _("Give an e-mail or a telephone number: we must answer."))
        return given


class LogForm(forms.Form):
    text = forms.CharField(
        label=_("What was said or decided"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperForm(forms.Form):
    agreement = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=120)
    file = forms.FileField(label=_("File"), max_length=150)


class MoveForm(forms.Form):
    """One step of a resource parent; the choices are those that follow."""

    target = forms.ChoiceField(choices=ParentState.choices)
    on = forms.DateField(label=_("Date"), required=False, widget=AdminDateInput)

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = NEXT[ParentState(state)]
        self.fields["target"] = forms.ChoiceField(
            choices=[(one.value, one.label) for one in following]
        )

    def clean_on(self) -> date:
        chosen: date = self.cleaned_data["on"] or clock.today()
        if chosen > clock.today():
            raise ValidationError(_("This day has not come yet."))
        return chosen


class SchoolSearchForm(forms.Form):
    typed = forms.CharField(
        label=_("Code (UAI), name or town of a school"),
        max_length=100,
        required=False,
        help_text=_("For example 0029801T, or Les Marronniers Saint-Quentin."),
    )


class NewSchoolForm(forms.Form):
    """A school that the directory lacks."""

    uai = forms.CharField(label=_("Code (UAI)"), max_length=20, validators=[validate_uai])
    name = forms.CharField(label=_("Name"), max_length=150)
    kind = forms.ChoiceField(label=_("Kind"), choices=SchoolKind.choices)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    commune_code = CommuneFormField()
    address = forms.CharField(label=_("Address"), max_length=200, required=False)


class PeriodForm(forms.Form):
    """The school year unless told otherwise."""

    first = forms.DateField(label=_("From"), required=False, widget=AdminDateInput)
    last = forms.DateField(label=_("Until"), required=False, widget=AdminDateInput)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day comes before the first."))
        return given

    def period(self, default: Period) -> Period:
        """Return what was asked, completed by the default; the default when it is wrong."""
        given = self.cleaned_data if self.is_valid() else {}
        first, last = given.get("first") or default.first, given.get("last") or default.last
        return Period(first, last) if first <= last else default


class ArrangeForm(forms.Form):
    """One adopted resource; several of them make the list."""

    position = forms.IntegerField(label=_("Position"), min_value=0, max_value=9999)
    is_pinned = forms.BooleanField(label=_("Pinned at the top"), required=False)
    is_hidden = forms.BooleanField(label=_("Hidden on our site"), required=False)
    note = forms.CharField(
        label=_("A word from us"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
