"""One form for each step of a proposal. No field is required: a draft is saved as it is."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.domain.proposal import refuse_goals
from campaigns.domain.taxonomy import FORMER_FORMATS, Format, Level, Theme
from campaigns.forms.fields import LinesField, MoneyField, SchoolField, SiretField
from campaigns.models import Profession, StructureKind
from kernel.domain import DomainError

EMPTY = [("", _("Choose"))]


def text(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": most})


def day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class StepForm(forms.Form):
    """`saved` is what may be written now: every field that can be read, whatever the others say."""

    # Fields that contradict one another are written together, or not at all.
    pairs: tuple[tuple[str, str], ...] = ()

    def __init__(self, *args: Any, frozen: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = False
            field.disabled = name in frozen

    @property
    def saved(self) -> dict[str, Any]:
        self.is_valid()
        wrong = set(self.errors)
        wrong |= {name for pair in self.pairs if wrong & set(pair) for name in pair}
        return {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if name in self.cleaned_data and name not in wrong and not field.disabled
        }


class SchoolStep(StepForm):
    school = SchoolField(
        label=_("Code of the school (UAI)"),
        help_text=_("Seven digits and a letter, as in the school’s address: ce.0240366T@…"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 12}),
    )
    holder_profession = forms.ChoiceField(label=_("You are"), choices=EMPTY + Profession.choices)
    adult_name = forms.CharField(
        label=_("For a pupil: the adult who answers for you"), max_length=100
    )
    adult_email = forms.EmailField(label=_("For a pupil: the address of this adult"))


class ProjectStep(StepForm):
    title = forms.CharField(label=_("Title"), max_length=90)
    pitch = forms.CharField(
        label=_("The project in one sentence"),
        max_length=200,
        help_text=_("It stands under the title, and in lists."),
    )
    theme = forms.ChoiceField(label=_("Theme"), choices=EMPTY + Theme.choices)
    format = forms.ChoiceField(
        label=_("Kind of action"),
        choices=EMPTY + [choice for choice in Format.choices if choice[0] not in FORMER_FORMATS],
    )
    levels = forms.MultipleChoiceField(
        label=_("Levels"), choices=Level.choices, widget=forms.CheckboxSelectMultiple
    )
    pupils = forms.IntegerField(label=_("How many pupils take part"), min_value=1, max_value=5000)


class StoryStep(StepForm):
    who_we_are = forms.CharField(
        label=_("Who are we?"), max_length=4000, widget=text(6, 4000),
        help_text=_("The school, the class. No child may be recognised."),
    )  # fmt: skip
    the_project = forms.CharField(
        label=_("The educational project"), max_length=6000, widget=text(10, 6000),
        help_text=_("What pupils will do and learn."),
    )  # fmt: skip
    why_you = forms.CharField(
        label=_("Why do we need you?"), max_length=4000, widget=text(6, 4000),
        help_text=_("What the gifts will pay."),
    )  # fmt: skip


class DatesStep(StepForm):
    pairs = (("collect_from", "collect_until"), ("project_from", "project_until"))
    collect_from = forms.DateField(label=_("The collection begins on"), widget=day())
    collect_until = forms.DateField(
        label=_("The collection ends on"),
        widget=day(),
        help_text=_("At 23:59 on your school’s clock. Ninety days at most; a month is often best."),
    )
    project_from = forms.DateField(label=_("The project begins on"), widget=day())
    project_until = forms.DateField(label=_("The project ends on"), widget=day())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        begins, ends = given.get("collect_from"), given.get("collect_until")
        if begins and ends and ends <= begins:
            self.add_error("collect_until", _("The collection must end after it begins."))
        begins, ends = given.get("project_from"), given.get("project_until")
        if begins and ends and ends < begins:
            self.add_error("project_until", _("The project cannot end before it begins."))
        return given


class BudgetStep(StepForm):
    pairs = (("minimum_cents", "optimum_cents"),)
    budget = LinesField(
        label=_("What the money pays"),
        rows=8,
        with_essential=True,
        help_text=_("Tick what is essential: it makes the minimum goal."),
    )
    minimum_cents = MoneyField(
        label=_("Minimum goal"),
        help_text=_("Below it nothing is paid, and donors get their money back."),
    )
    optimum_cents = MoneyField(
        label=_("Optimum goal"), help_text=_("When it is reached, the collection stops.")
    )
    rewards = LinesField(
        label=_("Rewards"),
        rows=4,
        help_text=_("Symbolic: a card, a drawing, an invitation. The amount is that of the gift."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        minimum, optimum = given.get("minimum_cents"), given.get("optimum_cents")
        if minimum is not None and optimum is not None and not self.errors:
            total = sum(line["cents"] for line in given.get("budget") or [])
            try:
                refuse_goals(minimum, optimum, max(total, optimum))
            except DomainError as error:
                self.add_error("optimum_cents", str(error))
        return given


class StructureStep(StepForm):
    structure_kind = forms.ChoiceField(
        label=_("Who receives the money"),
        choices=EMPTY + StructureKind.choices,
        help_text=_("A socio-educational home (FSE) cannot receive it."),
    )
    structure_name = forms.CharField(
        label=_("Its legal name"), max_length=140,
        help_text=_("Exactly as on its Sirene notice: the transfer bears it."),
    )  # fmt: skip
    structure_siret = SiretField(label=_("Its SIRET, if you know it"))
    head_email = forms.EmailField(label=_("Address of the head of school"))
    manager_email = forms.EmailField(label=_("Address of the funds manager"))


FORMS: Mapping[str, type[StepForm]] = {
    "ecole": SchoolStep,
    "projet": ProjectStep,
    "recit": StoryStep,
    "dates": DatesStep,
    "budget": BudgetStep,
    "structure": StructureStep,
}
