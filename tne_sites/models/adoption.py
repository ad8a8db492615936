"""National resources that a department took up: known by their name in the catalogue."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tne_sites.domain.adoption import Choice


class Adoption(models.Model):
    """What the coordinator decided about one national thing; the thing itself stays national."""

    source = models.CharField(max_length=60, editable=False)
    key = models.CharField(max_length=200, editable=False)
    position = models.PositiveIntegerField(_("position"), default=0)
    is_pinned = models.BooleanField(_("pinned at the top"), default=False)
    is_hidden = models.BooleanField(_("hidden on our site"), default=False)
    note = models.TextField(_("a word from us"), max_length=400, blank=True)
    # What the source said when somebody last looked: another mark means that it changed since.
    seen_mark = models.CharField(max_length=24, editable=False)
    seen_title = models.CharField(max_length=250, editable=False)
    adopted_at = models.DateTimeField(_("adopted"), auto_now_add=True)

    class Meta:
        verbose_name = _("national resource adopted")
        verbose_name_plural = _("national resources adopted")
        ordering = ["-is_pinned", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="adoption_once")]

    def __str__(self) -> str:
        return self.seen_title

    @property
    def choice(self) -> Choice:
        return Choice(
            key=(self.source, self.key),
            position=self.position,
            is_pinned=self.is_pinned,
            is_hidden=self.is_hidden,
            note=self.note,
        )
