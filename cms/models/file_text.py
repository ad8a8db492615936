"""What search knows of the words of a file."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.domain.file_text import TextState


class FileText(models.Model):
    """The words of a document of the library, as the worker last read them."""

    document = models.OneToOneField(
        "cms.Document",
        verbose_name=_("document"),
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="words",
    )
    # Another name is another file: the storage never writes over one.
    file_name = models.CharField(max_length=255)
    state = models.CharField(max_length=12, choices=TextState)
    text = models.TextField(blank=True)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("words of a file")
        verbose_name_plural = _("words of files")

    def __str__(self) -> str:
        return f"{self.file_name}: {self.state}"
