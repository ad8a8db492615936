"""Sign-up, sign-in and the forgotten password.

The same work and the same answer for a known address.
"""

import secrets
from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
    default_token_generator,
)
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from accounts.actions.accept_legal_texts import accept_current_texts
from accounts.models import User
from accounts.validators import NotPersonal

# A person nobody is: what is done for an unknown address is done for them.
NOBODY = User(pk=0, email="", password="!")  # noqa: S106  no password


def _texts_to_read() -> SafeString:
    return format_html(
        '<a href="{}">{}</a> · <a href="{}">{}</a>',
        reverse("accounts:legal", args=["terms"]),
        gettext("Terms of use"),
        reverse("accounts:legal", args=["privacy"]),
        gettext("Privacy policy"),
    )


class ConsentField(forms.BooleanField):
    """A box to tick; links stand beside its label, since an error repeats it in a link."""

    def __init__(self) -> None:
        super().__init__(
            label=_("I accept the terms of use and have read the privacy policy"),
            help_text=lazy(_texts_to_read, SafeString)(),
        )


class PlainFields:
    """allauth repeats each label inside its field, where it vanishes when one types."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(PlainFields, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Address (e-mail)")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""  # the link is below the form, once
        self.fields["remember"].label = _("Stay signed in on this device")


class SignUpForm(PlainFields, SignupForm):
    first_name = forms.CharField(
        label=_("First name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Last name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    consent = ConsentField()

    cleaned_data: dict[str, Any]
    field_order = ["first_name", "last_name", "email", "password1", "consent"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Address (e-mail)")
        self.fields["email"].help_text = _(
            "To hold a project, give your academic address; to give, your own."
        )
        self.fields["password1"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        names = {name: data.get(name, "") for name in ("first_name", "last_name", "email")}
        if data.get("password1"):
            try:
                NotPersonal().validate(data["password1"], User(**names))
            except ValidationError as error:
                if not self.has_error("password1", error.code):
                    self.add_error("password1", error)
        return data

    def custom_signup(self, _request: HttpRequest, user: User) -> None:
        accept_current_texts(user=user)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Create the account; for a known address do the same work and undo it."""
        if self.account_already_exists:
            self._work_for_nothing(request)
        return super().try_save(request)

    def _work_for_nothing(self, request: HttpRequest) -> None:
        real: dict[str, Any] = self.cleaned_data
        self.cleaned_data = {**real, "email": f"{secrets.token_hex(8)}@example.invalid"}
        self.account_already_exists = False
        try:
            with transaction.atomic():
                self.save(request)
                transaction.set_rollback(True)
        finally:
            self.cleaned_data, self.account_already_exists = real, True


class ForgottenPasswordForm(PlainFields, ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Address (e-mail)")

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not self.users:
            # What a known address costs: a token. The message is written for both.
            default_token_generator.make_token(NOBODY)
        return super().save(request, **kwargs)


class NewPasswordForm(PlainFields, ResetPasswordKeyForm):
    pass


class ChangedPasswordForm(PlainFields, ChangePasswordForm):
    pass


class PasswordAgainForm(PlainFields, ReauthenticateForm):
    pass
