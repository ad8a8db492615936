"""A day of the ledger, sealed: each statement holds the digest of the one before."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Statement(models.Model):
    """What a day's entries say, and the digest that anybody may note down.

    Only `ledger_seal` writes it (campaigns.models.posting.seal).
    """

    day = models.DateField(unique=True)
    number = models.PositiveIntegerField(unique=True)
    first_entry_id = models.BigIntegerField(null=True)  # none in a day without entry
    last_entry_id = models.BigIntegerField()  # of this day, or of a day before
    entries = models.PositiveIntegerField()
    movements = models.PositiveIntegerField()
    # Never published: on a day with one gift it is twice what the donor gave.
    total_cents = models.BigIntegerField()
    salt = models.UUIDField(default=uuid.uuid4)  # begins the content; never published
    content = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(total_cents__gte=0), name="statement_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.digest}"
