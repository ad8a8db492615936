"""How far the nights are in looking through all sealed days."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class CheckRoundQuerySet(models.QuerySet["CheckRound"]):
    def ended(self) -> Self:
        return self.filter(ended_at__isnull=False)

    def current(self) -> "CheckRound":
        """Return the round that is under way; a new one remembers where the last found trouble."""
        last = self.order_by("pk").last()
        if last and last.ended_at is None:
            return last
        return self.create(troubled=last.troubled if last else [])


class CheckRound(models.Model):
    """One pass over all sealed days, some each night; kept, so that anybody sees when."""

    next_number = models.PositiveIntegerField(default=1)  # of the statement to look at next
    # Statements in which something differed: looked at again every night, until nothing does.
    troubled = ArrayField(models.PositiveIntegerField(), default=list)
    began_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True)

    objects = CheckRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ended_at"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="check_round_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.began_at} – {self.ended_at}"

    def remember(self, number: int) -> None:
        """Keep a statement in mind; 0 stands for what is not sealed: each night looks at it."""
        if number and number not in self.troubled:
            self.troubled = [*self.troubled, number]
            self.save(update_fields=["troubled"])

    def forget(self, number: int) -> None:
        if number in self.troubled:
            self.troubled = [one for one in self.troubled if one != number]
            self.save(update_fields=["troubled"])
