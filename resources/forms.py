"""Forms of the editors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from resources.domain import captions
from resources.domain.captions import InvalidCaptions


class ResourceForm(WagtailAdminPageForm):
    """A resource; a captions file that is sent fills the captions, and is refused with its line."""

    captions_file = forms.FileField(
        label=_("Captions file (.vtt)"),
        required=False,
        help_text=_("It replaces the captions below. Made with any subtitle software, as WebVTT."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        sent = cleaned.get("captions_file")
        if sent:
            try:
                cleaned["captions"] = captions.write(captions.read(sent.read()))
            except InvalidCaptions as error:
                self.add_error("captions_file", str(error))
        return cleaned
