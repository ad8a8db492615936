"""Images and documents: described, light, and without what a camera says about its owner."""

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


def uploader() -> "models.ForeignKey[Any, Any]":
    """Wagtail's field under another reverse name.

    Its own, unused, Image and Document keep theirs.
    """
    field: Any = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("uploaded by user"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    field.wagtail_reference_index_ignore = True
    return field


class Image(AbstractImage):
    """A picture of the library.

    `cms.uploads` has made its file safe; a task prepares its renditions.
    """

    uploaded_by_user = uploader()
    tags = TaggableManager(
        help_text=None, blank=True, verbose_name=_("tags"), related_name="cms_images"
    )

    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_(
            "It brings no information: screen readers pass over it, and no text is needed."
        ),
    )
    credit = models.CharField(
        _("credit"),
        max_length=160,
        blank=True,
        help_text=_("Author and licence, shown below the image."),
    )
    shows_people = models.BooleanField(
        _("people can be recognised"),
        default=False,
        help_text=_("Tick it only with their written consent, or their parents’ for a child."),
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "shows_people",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(description=""),
                name="image_described_or_decorative",
                violation_error_message=_(
                    "Describe the image in one sentence, or tick “decorative”."
                ),
            )
        ]

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else self.description

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> ContentFile[bytes]:  # noqa: A002  parent's name
        """As Wagtail does, but closing the temporary file that it would leave open."""
        with super().generate_rendition_file(filter, source=source) as drawn:
            drawn.seek(0)
            return ContentFile(drawn.read(), name=drawn.name)


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_one_per_filter"
            )
        ]


class Document(AbstractDocument):
    """A file to download; its language, format and size are told wherever it is linked."""

    uploaded_by_user = uploader()
    tags = TaggableManager(
        help_text=None, blank=True, verbose_name=_("tags"), related_name="cms_documents"
    )

    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.DOCUMENT_LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    is_accessible = models.BooleanField(
        _("accessible"),
        default=False,
        help_text=_("Tagged, with a title and a language: checked with a tool, not guessed."),
    )

    admin_form_fields = ("title", "file", "language", "is_accessible", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    @property
    def format(self) -> str:
        """PDF, ODT…: what the reader will need to open it."""
        return str(self.file_extension).upper()

    def clean(self) -> None:
        """A file that the form has refused is not judged again by its extension."""
        if self.file:
            super().clean()

    @property
    def words_state(self) -> str:
        """Say what search knows of its words; empty while nobody has read them."""
        from cms.models.file_text import FileText  # noqa: PLC0415  it names this model

        kept = FileText.objects.filter(pk=self.pk, file_name=self.file.name).first()
        return str(kept.get_state_display()) if kept else ""

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and getattr(self, "file_size", None) is None:
            self.file_size = self.file.size
        super().save(*args, **kwargs)
