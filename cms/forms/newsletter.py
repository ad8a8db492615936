from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.guard import GuardedForm


class SubscribeForm(GuardedForm):
    """Asks for an address and nothing else; a message is then sent to it, to confirm."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("One letter a month at most. One click to leave. Example: name@example.org."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
