"""What was loaded from territories/data, so that a second start has nothing to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataFile(models.Model):
    name = models.CharField(_("file"), max_length=60, primary_key=True)
    checksum = models.CharField(_("checksum"), max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        verbose_name = _("data file")
        verbose_name_plural = _("data files")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
