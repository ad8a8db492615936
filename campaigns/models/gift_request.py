"""Which gift a program's request began: asked twice, it is the same gift."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.gift import Gift


class GiftRequest(models.Model):
    """Only digests: of the caller's word with the donor's address, and of what was asked."""

    key = models.CharField(max_length=64, unique=True)
    said = models.CharField(max_length=64)
    # Empty only inside the transaction that begins the gift.
    gift = models.ForeignKey(Gift, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), db_index=True, editable=False)

    class Meta:
        verbose_name = _("request of a gift")
        verbose_name_plural = _("requests of gifts")

    def __str__(self) -> str:
        return str(self.pk)
