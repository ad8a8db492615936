"""What a donor is asked, in two steps: how much, then who. The third step only shows."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import AcademicDomain
from campaigns.actions.start_gift import GiftRefused, check_amount, room_of
from campaigns.domain.taxonomy import Level, Theme
from campaigns.forms.fields import MoneyField, SiretField
from campaigns.models import Campaign, DonorKind, OnFailure
from campaigns.terms import terms_of
from kernel.money import Money
from kernel.typed import tidy
from territories.models import Department

PRESETS = (Money.euros(10), Money.euros(30), Money.euros(50))


def presets_of(campaign: Campaign | None) -> list[Money]:
    """Return the amounts to choose from: never more than what is left."""
    if campaign is None:
        return list(PRESETS)
    room = room_of(campaign)
    return [amount for amount in PRESETS if amount <= room] or [room]


class AmountForm(forms.Form):
    """How much, and what if the goal is missed; or for whom, in a gift to the fund."""

    preset = forms.IntegerField(required=False, min_value=1, max_value=10**15)
    amount = MoneyField(label=_("Another amount, in euros"), required=False)
    on_failure = forms.ChoiceField(
        label=_("And if the minimum is not reached?"),
        choices=[
            (OnFailure.REFUND, _("Give me my money back, free of charge")),
            (OnFailure.FUND, _("Leave my gift to the solidarity fund, for another class")),
        ],
        initial=OnFailure.REFUND,
        widget=forms.RadioSelect,
    )
    earmark = forms.ChoiceField(label=_("For which classes?"), required=False)

    def __init__(self, *args: Any, campaign: Campaign | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        if campaign is None:
            del self.fields["on_failure"]
            self.fields["earmark"].choices = list(earmarks())  # type: ignore[attr-defined]  # a field of choices
        else:
            del self.fields["earmark"]
        least = terms_of(campaign).least_gift
        if campaign is not None:
            least = min(least, room_of(campaign))
        self.fields["amount"].help_text = _("%(least)s at least") % {"least": least.short()}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        cents = given.get("amount") or given.get("preset")
        if not cents:
            if "amount" not in self.errors:
                self.add_error("amount", _("Choose an amount, or write one."))
            return given
        try:
            check_amount(self.campaign, Money(cents), timezone.now())
        except GiftRefused as refusal:
            self.add_error("amount", str(refusal))
        return given | {"cents": cents}


def earmarks() -> Iterator[tuple[str, Any]]:
    """Return what a gift to the fund may be kept for: a theme, a level, a department."""
    yield "", _("Those that need it most")
    yield _("A theme"), [(f"theme:{key}", label) for key, label in Theme.choices]  # type: ignore[misc]  # a lazy text is a text
    yield _("A level"), [(f"level:{key}", label) for key, label in Level.choices]  # type: ignore[misc]  # a lazy text is a text
    rows = Department.objects.order_by("code").values_list("code", "name")
    yield _("A department"), [(f"department:{code}", f"{code} – {name}") for code, name in rows]  # type: ignore[misc]  # a lazy text is a text


def personal(email: str) -> str:
    """Return an address from which one may give; or raise ValidationError."""
    known = email.lower()
    if AcademicDomain.objects.matching([known]).exists():
        raise ValidationError(
            _("Give with a personal address: an academic one is for holding projects."),
            code="academic",
        )
    return known


class AddressForm(forms.Form):
    """The address of somebody who will give."""

    email = forms.EmailField(max_length=254)

    def clean_email(self) -> str:
        return personal(self.cleaned_data["email"])


class WhoForm(forms.Form):
    """Who gives; a name and an address only where a receipt or a company needs them."""

    kind = forms.ChoiceField(
        label=_("You give as"),
        choices=[(DonorKind.PERSON, _("A person")), (DonorKind.COMPANY, _("A company"))],
        initial=DonorKind.PERSON,
        help_text=_(
            "A public body supports a project by a subsidy, paid straight to its structure."
        ),
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("For the link to your gift. It is never shown to anybody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wants_receipt = forms.BooleanField(label=_("I would like a tax receipt"), required=False)
    name = forms.CharField(
        label=_("Name, or legal name"),
        required=False,
        max_length=140,
        help_text=_("For a receipt, or for a company."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    siret = SiretField(
        label=_("SIRET"), required=False, help_text=_("For the receipt of a company.")
    )
    address = forms.CharField(
        label=_("Postal address"),
        required=False,
        max_length=300,
        help_text=_("Only for a receipt."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    reward = forms.ChoiceField(label=_("A thank-you from the class"), required=False)
    message = forms.CharField(
        label=_("A word of support"),
        required=False,
        max_length=280,
        help_text=_("Read by our team, then shown under your pseudonym."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    pseudonym = forms.CharField(label=_("Pseudonym"), required=False, max_length=60)
    is_adult = forms.BooleanField(label=_("I am of age, or give for a company"))

    def __init__(self, *args: Any, rewards: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rewards:
            none = ("", _("No thank-you, the project is enough"))
            self.fields["reward"].choices = [none, *((word, word) for word in rewards)]  # type: ignore[attr-defined]  # a field of choices
        else:
            del self.fields["reward"]

    def clean_email(self) -> str:
        return personal(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        needs_name = given.get("wants_receipt") or given.get("kind") == DonorKind.COMPANY
        if needs_name and not given.get("name"):
            self.add_error("name", _("Write the name that the receipt shall bear."))
        if given.get("wants_receipt") and not given.get("address"):
            self.add_error("address", _("A receipt needs an address."))
        is_company = given.get("kind") == DonorKind.COMPANY
        has_siret = given.get("siret") or "siret" in self.errors
        if is_company and given.get("wants_receipt") and not has_siret:
            self.add_error("siret", _("The receipt of a company bears its SIRET."))
        if given.get("message") and not given.get("pseudonym"):
            self.add_error("pseudonym", _("Choose the name under which your word is shown."))
        return given


def rewards_for(campaign: Campaign | None, amount: Money) -> list[str]:
    """Return the thank-yous of the class that this amount gives a right to."""
    if campaign is None:
        return []
    rows = campaign.proposal.rewards
    return [row["label"] for row in rows if row.get("cents", 0) <= amount.cents]


class CodeForm(forms.Form):
    """Six digits, typed in any way."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 8}
        ),
    )

    def clean_code(self) -> str:
        return "".join(filter(str.isdecimal, tidy(self.cleaned_data["code"])))


class LinksForm(forms.Form):
    """An address to which the links to its gifts are sent."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def asked_at(moment: datetime) -> str:
    """Return a key for a message that may be asked for again."""
    return f"{moment:%Y%m%d%H%M%S%f}"
