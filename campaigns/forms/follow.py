"""An address to which the news of one campaign are sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.guard import GuardedForm


class FollowForm(GuardedForm):
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("For the news of this project, and for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
