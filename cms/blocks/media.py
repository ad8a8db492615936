"""Blocks that show or hand over a file: image, video, documents."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

GROUP = _("Pictures, videos and files")


class PicturesMixin:
    """Blocks that show an image: their renditions are read at once for the whole body."""

    picture_name: str

    def bulk_to_python(self, values: Any) -> list[Any]:
        found: list[Any] = super().bulk_to_python(values)  # type: ignore[misc]  # Wagtail's has no types
        shown = [value[self.picture_name] for value in found if value.get(self.picture_name)]
        prefetch_related_objects(shown, "renditions")
        return found


class FigureBlock(PicturesMixin, blocks.StructBlock):
    """A picture with its caption.

    The alternative text is the library's, unless this place needs another.
    """

    picture_name = "image"

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Image")
        group = GROUP
        template = "cms/blocks/image.html"
        preview_template = "cms/blocks/previews/image.html"
        description = _(
            "A picture with a caption; its description is read to those who cannot see it."
        )


class DocumentsBlock(blocks.StructBlock):
    """Files to download, each with its language, format and size."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=90)
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("Document")), label=_("Documents"), min_num=1
    )

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        group = GROUP
        template = "cms/blocks/documents.html"
        preview_template = "cms/blocks/previews/documents.html"
        description = _("Files to download; language, format and size are added for you.")


class VideoBlock(PicturesMixin, blocks.StructBlock):
    """A video of our own with captions, or a link with a poster.

    Nothing of another site is embedded.
    """

    picture_name = "poster"

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    file = DocumentChooserBlock(label=_("Video file (MP4)"), required=False)
    captions = DocumentChooserBlock(label=_("Captions (WebVTT)"), required=False)
    url = blocks.URLBlock(label=_("Or address of the video"), required=False)
    poster = ImageChooserBlock(label=_("Poster"), required=False)
    duration = blocks.CharBlock(
        label=_("Duration"), required=False, max_length=20, help_text=_("3 min 20")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=["bold", "ul", "link"], required=False
    )

    class Meta:
        icon = "media"
        label = _("Video")
        group = GROUP
        template = "cms/blocks/video.html"
        preview_template = "cms/blocks/previews/video.html"
        description = _(
            "A video file with captions and transcript, or a link that opens the video elsewhere."
        )

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        errors = {}
        if bool(value["file"]) == bool(value["url"]):
            errors["url"] = ValidationError(_("Give a file or an address, one of them."))
        if value["file"] and not value["captions"]:
            errors["captions"] = ValidationError(_("A video needs captions: many cannot hear it."))
        if value["file"] and not str(value["transcript"] or "").strip():
            errors["transcript"] = ValidationError(_("Write what is said and shown in the video."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return value
