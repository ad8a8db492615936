"""The library's upload forms: content is checked, and a picture must be described."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.uploads import UNREADABLE, UnsafeUpload, check_document, prepare_image


class PictureField(WagtailImageField):
    """Wagtail's, which believes the first bytes of a file and stumbles over the others."""

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            super().check_image_pixel_size(f)
        except UNREADABLE as error:
            words = self.error_messages["invalid_image"]
            raise ValidationError(words, code="invalid_image") from error


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            # Wagtail makes the field from its own class, and offers no place to name another.
            self.fields["file"].__class__ = PictureField

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            return prepare_image(file, name=file.name)
        except UnsafeUpload as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        described = (cleaned.get("description") or "").strip() or cleaned.get("is_decorative")
        if "description" in self.fields and not described:
            self.add_error(
                "description", _("Describe the image in one sentence, or tick “decorative”.")
            )
        return cleaned


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            try:
                check_document(file, name=file.name)
            except UnsafeUpload as error:
                raise ValidationError(str(error)) from error
        return file
