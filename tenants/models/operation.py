"""What staff asked to be done to a site, and how far it is."""

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OperationKind(models.TextChoices):
    CREATE = "create", _("Creation")
    ARCHIVE = "archive", _("Archiving")
    REOPEN = "reopen", _("Reopening")
    DELETE = "delete", _("Deletion")


class OperationState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class SiteOperationQuerySet(models.QuerySet["SiteOperation"]):
    def latest_first(self) -> Self:
        return self.order_by("-asked_at", "-pk")


class SiteOperation(models.Model):
    """One request about a department's site. It outlives the site."""

    kind = models.CharField(_("operation"), max_length=16, choices=OperationKind)
    state = models.CharField(
        _("state"), max_length=16, choices=OperationState, default=OperationState.WAITING
    )
    code = models.CharField(_("department code"), max_length=3)
    step = models.CharField(_("step"), max_length=40, blank=True)
    message = models.TextField(_("message"), blank=True)
    asked_by = models.CharField(_("asked by"), max_length=150)
    # Whose name that is: a plain number, so that the name can be taken off when they leave.
    asked_by_id = models.BigIntegerField(null=True, editable=False)
    asked_at = models.DateTimeField(_("asked"), db_default=Now())
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    objects = SiteOperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("operation on a site")
        verbose_name_plural = _("operations on sites")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="operation_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None
