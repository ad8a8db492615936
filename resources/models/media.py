"""Recordings: the files of videos and podcasts; words about them are on the pages."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.domain.recordings import KINDS, RecordingKind

FOLDER = "recordings"


class Recording(models.Model):
    """A video or a sound. Captions and transcript belong to the page, in the page's language."""

    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(
        _("file"),
        upload_to=FOLDER,
        help_text=_("MP4 or WebM for a video, MP3, M4A or OGG for a sound."),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=RecordingKind, editable=False)
    language = models.CharField(
        _("language spoken"),
        max_length=10,
        choices=settings.DOCUMENT_LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    file_size = models.PositiveBigIntegerField(_("weight in bytes"), default=0, editable=False)
    created_at = models.DateTimeField(_("added on"), auto_now_add=True)

    class Meta:
        verbose_name = _("video or sound")
        verbose_name_plural = _("videos and sounds")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = KINDS[self.extension].kind
        self.file_size = self.file.size
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.file and self.extension not in KINDS:
            raise ValidationError({"file": _("Send an MP4, WebM, MP3, M4A or OGG file.")})

    @property
    def extension(self) -> str:
        return Path(self.file.name or "").suffix.lower().lstrip(".")

    @property
    def format(self) -> str:
        """MP4, MP3…: what the reader will need to play it."""
        return self.extension.upper()

    @property
    def content_type(self) -> str:
        return KINDS[self.extension].content_type if self.extension in KINDS else ""

    @property
    def is_video(self) -> bool:
        return self.kind == RecordingKind.VIDEO

    @property
    def url(self) -> str:
        return str(self.file.url)
