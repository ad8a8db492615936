"""Who did what: written once, never changed (the database refuses)."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def of_target(self, target: str) -> Self:
        return self.filter(target=target)

    def of_actor(self, actor_id: int) -> Self:
        return self.filter(actor_id=actor_id)

    def of_site(self, schema: str) -> Self:
        return self.filter(schema=schema)

    def of_action(self, prefix: str) -> Self:
        """All actions that start alike: ``role.`` for ``role.granted`` and ``role.revoked``."""
        return self.filter(action__startswith=prefix)

    def between(self, start: datetime, end: datetime) -> Self:
        return self.filter(at__gte=start, at__lt=end)


class AuditEntry(models.Model):
    """One act. The actor is a plain number: entries outlive accounts, and hold no address."""

    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    action = models.CharField(_("action"), max_length=80)
    actor_id = models.BigIntegerField(_("actor's number"), null=True)
    actor_label = models.CharField(_("actor"), max_length=150, blank=True)
    schema = models.CharField(_("site"), max_length=63)
    target = models.CharField(_("object"), max_length=200, blank=True)
    detail = models.JSONField[Any, Any](_("detail"), default=dict)
    request_id = models.CharField(max_length=64, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["target", "-at"], name="audit_target"),
            models.Index(fields=["actor_id", "-at"], name="audit_actor"),
            models.Index(fields=["schema", "-at"], name="audit_site"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"
