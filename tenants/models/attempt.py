"""Counts of the rate limiter, shared by all processes."""

from django.db import models


class AttemptCount(models.Model):
    """How often a key was tried in its window; the key is a digest that names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
