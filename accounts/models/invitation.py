"""An invitation to take a role: a link in a message, good once and for a time."""

import hashlib
import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.roles import Place, RoleKind
from accounts.models.role import place_of
from tenants.models import Tenant


def new_token() -> str:
    """Return a secret for a link: 256 bits, URL-safe."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return what is stored of a token: a stolen table opens no door."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self, at: datetime | None = None) -> Self:
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at or timezone.now())

    def of_token(self, token: str) -> Self:
        return self.filter(token_digest=digest_of(token))


class Invitation(models.Model):
    email = models.EmailField(_("address"))
    kind = models.CharField(_("role"), max_length=32, choices=RoleKind)
    tenant = models.ForeignKey(
        Tenant, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("site")
    )
    academies = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    until = models.DateTimeField(_("role ends"), null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "kind", "tenant"],
                condition=Q(accepted_at=None, revoked_at=None),
                nulls_distinct=False,
                name="invitation_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.tenant or _('every site')}"

    @property
    def place(self) -> Place:
        return place_of(self.tenant)

    def is_open(self, at: datetime | None = None) -> bool:
        """Say whether the link still works."""
        unused = self.accepted_at is None and self.revoked_at is None
        return unused and self.expires_at > (at or timezone.now())
