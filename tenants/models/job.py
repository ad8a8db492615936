"""What the scheduler did and will do, and which workers are alive."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


UNFINISHED = (RunState.WAITING, RunState.RUNNING)


class Job(models.Model):
    """One named periodic job. The row is what two schedulers compete for."""

    name = models.CharField(_("job"), max_length=80, primary_key=True)
    # The last moment for which runs were made: a job that was missed is caught up once.
    due_at = models.DateTimeField(_("last due"))
    next_at = models.DateTimeField(_("next"))

    class Meta:
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class RunQuerySet(models.QuerySet["JobRun"]):
    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def latest_of_each(self) -> Self:
        """The last run of each job and site."""
        return self.order_by("job_id", "schema", "-due_at").distinct("job_id", "schema")


class JobRun(models.Model):
    """One run of a job, in one site or in `public`."""

    job = models.ForeignKey(
        Job, on_delete=models.CASCADE, related_name="runs", verbose_name=_("job")
    )
    schema = models.CharField(_("site"), max_length=63)
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(
        _("outcome"), max_length=10, choices=RunState, db_default=RunState.WAITING
    )
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=200, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["-due_at", "job_id", "schema"]
        constraints = [
            models.UniqueConstraint(fields=["job", "schema", "due_at"], name="job_run_once"),
        ]
        indexes = [
            models.Index(
                fields=["job", "schema"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_run_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_id} {self.schema} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def duration(self) -> timedelta | None:
        if self.started_at and self.finished_at:
            return self.finished_at - self.started_at
        return None


class BeatQuerySet(models.QuerySet["Beat"]):
    def alive(self, at: datetime, within: timedelta) -> Self:
        return self.filter(seen_at__gt=at - within)


class Beat(models.Model):
    """A sign of life of one worker or scheduler, renewed every few seconds."""

    process = models.CharField(_("process"), max_length=64, primary_key=True)
    role = models.CharField(_("role"), max_length=16)
    host = models.CharField(_("machine"), max_length=255)
    queues = models.CharField(_("queues"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("started"), db_default=Now())
    seen_at = models.DateTimeField(_("last seen"), db_default=Now())

    objects = BeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        ordering = ["role", "process"]

    def __str__(self) -> str:
        return f"{self.role} {self.process}"
