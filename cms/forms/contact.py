"""What a visitor writes: a message to the site, or a problem on a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.forms.guard import GuardedForm

PROBLEMS = [
    ("accessibility", _("I cannot use this page (accessibility)")),
    ("broken", _("Something does not work")),
    ("wrong", _("Something is wrong or out of date")),
    ("offending", _("Something should not be published")),
    ("other", _("Something else")),
]


class ContactForm(GuardedForm):
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        help_text=_("To answer you, and for nothing else. Example: name@example.org."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    subject = forms.CharField(label=_("Subject"), max_length=160)
    body = forms.CharField(
        label=_("Your message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 8})
    )


class ProblemForm(GuardedForm):
    page = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    subject = forms.ChoiceField(
        label=_("What is the problem?"), choices=PROBLEMS, widget=forms.RadioSelect
    )
    body = forms.CharField(
        label=_("Describe it"),
        max_length=5000,
        help_text=_("What you wanted to do, and what happened."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("Only if you want an answer."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
