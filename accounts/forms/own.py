"""What a person says about themselves."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import NotificationPreference, User
from accounts.notifications import NotificationKind, kinds_for, wants


class ProfileForm(forms.ModelForm[User]):
    language = forms.ChoiceField(
        label=_("Language of our messages"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].required = self.fields["last_name"].required = True


class NotificationsForm(forms.Form):
    """One box for each kind of message a person may refuse."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.kinds: list[NotificationKind] = list(kinds_for(user))
        for kind in self.kinds:
            self.fields[kind.name] = forms.BooleanField(
                label=kind.label,
                help_text=kind.help_text,
                required=False,
                initial=wants(user, kind.name),
            )

    def save(self) -> None:
        rows: Iterable[NotificationPreference] = [
            NotificationPreference(
                user=self.user, kind=kind.name, is_wanted=self.cleaned_data[kind.name]
            )
            for kind in self.kinds
        ]
        NotificationPreference.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["user", "kind"],
            update_fields=["is_wanted"],
        )


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Address to add"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class ProofForm(forms.Form):
    """A serious step is confirmed by the password, or by a code sent to the main address."""

    password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Or the code we sent you"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
