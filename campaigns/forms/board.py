"""What a holder sends from the board: news, pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.models import UpdateKind


class UpdateForm(forms.Form):
    kind = forms.ChoiceField(label=_("What you tell"), choices=UpdateKind.choices)
    title = forms.CharField(label=_("Title"), max_length=90)
    text = forms.CharField(
        label=_("Text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 4000}),
        help_text=_("It is shown on the page and mailed to those who follow. Name no child."),
    )


class PictureForm(forms.Form):
    file = forms.ImageField(
        label=_("Picture"), help_text=_("JPEG, PNG, WebP or HEIC, in landscape if you can.")
    )
    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=200,
        help_text=_("One sentence for those who do not see it."),
    )
    credit = forms.CharField(label=_("Made by"), max_length=100)
    shows_pupils = forms.BooleanField(
        label=_("Pupils can be recognised: the school keeps their families’ written consent"),
        required=False,
    )
    has_rights = forms.BooleanField(
        label=_("I have the right to publish this picture, and so has everybody whom it shows")
    )
