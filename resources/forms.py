"""Forms of the editors: a draft is saved whatever it lacks, a publication is not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from cms.uploads import UnsafeUpload
from kernel import addresses
from resources.domain import captions
from resources.domain.captions import InvalidCaptions
from resources.uploads import check_recording


class LibraryItemForm(WagtailAdminPageForm):
    """Refuses to publish, or to send for approval, what lacks something; says all of it at once."""

    def _post_clean(self) -> None:
        """Ask the page itself, once it holds what was typed."""
        super()._post_clean()
        if self.is_deferred_validation:
            return
        gaps = self.instance.gaps()
        for gap in gaps:
            if gap.field in self.fields and gap.field not in self.errors:
                self.add_error(gap.field, gap.message)
        if gaps:
            said = " ".join(str(gap.message) for gap in gaps)
            self.add_error(None, format_lazy("{} {}", _("Before publication:"), said))


class ResourceForm(LibraryItemForm):
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


class RecordingForm(WagtailAdminModelForm):
    """A video or a sound; an honest file of a kind that browsers play."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            try:
                check_recording(file, name=file.name, size=file.size)
            except UnsafeUpload as error:
                raise ValidationError(str(error)) from error
        return file


class OutsideLinkForm(WagtailAdminModelForm):
    """A link that leads outside, over the web."""

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            addresses.check(url)
        except addresses.UnreachableAddress as error:
            raise ValidationError(str(error)) from error
        return url
