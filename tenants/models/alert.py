"""What staff must look at."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class AlertLevel(models.IntegerChoices):
    NOTICE = 1, _("Notice")
    WARNING = 2, _("Warning")
    CRITICAL = 3, _("Critical")


class AlertQuerySet(models.QuerySet["Alert"]):
    def open(self) -> Self:
        return self.filter(resolved_at=None)


class Alert(models.Model):
    """One trouble, however often it occurs, until somebody says that it is solved."""

    kind = models.CharField(_("kind"), max_length=80)
    key = models.CharField(_("about"), max_length=200, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), choices=AlertLevel)
    message = models.TextField(_("message"))
    count = models.PositiveIntegerField(_("times"), db_default=1)
    first_at = models.DateTimeField(_("first time"), db_default=Now())
    last_at = models.DateTimeField(_("last time"), db_default=Now())
    resolved_at = models.DateTimeField(_("solved"), null=True, blank=True)
    resolved_by = models.CharField(_("solved by"), max_length=150, blank=True)
    # Whose name that is: a plain number, so that the name can be taken off when they leave.
    resolved_by_id = models.BigIntegerField(null=True, editable=False)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(resolved_at=None), name="alert_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}".strip()
