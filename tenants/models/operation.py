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


# The steps that each kind tells, in order, and the words for them. The others are done in one go.
STEPS = {
    OperationKind.CREATE: {
        "schema": _("Making the site…"),
        "content": _("Adding pages, menus and roles…"),
    },
    OperationKind.DELETE: {
        "closing": _("Closing the site for writing…"),
        "copy": _("Copying rows and files to the archive…"),
        "removal": _("Removing the site…"),
    },
}
IN_ONE_GO = {
    OperationKind.ARCHIVE: _("Closing the site for writing…"),
    OperationKind.REOPEN: _("Opening the site again…"),
}


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

    @property
    def steps_known(self) -> int:
        """How many steps it has; 0 for what is done in one go."""
        return len(STEPS.get(OperationKind(self.kind), {}))

    @property
    def steps_done(self) -> int:
        """How many steps are behind: none while it waits or makes the first."""
        names = list(STEPS.get(OperationKind(self.kind), {}))
        return names.index(self.step) if self.step in names else 0

    @property
    def doing(self) -> str:
        """What happens at this moment, in a sentence that is true of this kind."""
        if self.state == OperationState.WAITING:
            return str(_("Waiting for the worker…"))
        kind = OperationKind(self.kind)
        steps = STEPS.get(kind, {})
        return str(steps.get(self.step) or IN_ONE_GO.get(kind) or next(iter(steps.values())))
