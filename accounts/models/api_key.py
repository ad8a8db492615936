"""Keys of the programs that read and write through the API; a key is shown once, never stored."""

import secrets
from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.invitation import digest_of

START = "trousse"


class ApiScope(models.TextChoices):
    """What a key opens beyond what everybody may read."""

    READ = "read", _("Read what is published, at its own pace")
    PREVIEW = "preview", _("Make links that show a draft")


def new_key() -> str:
    """Return a secret: recognisable where it leaks, 256 bits of it random."""
    return f"{START}_{secrets.token_urlsafe(32)}"


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def usable(self, at: datetime | None = None) -> Self:
        now = at or timezone.now()
        return self.filter(revoked_at=None).filter(Q(expires_at=None) | Q(expires_at__gt=now))

    def of_text(self, text: str, at: datetime | None = None) -> Self:
        """Those that this secret opens: the current one, or the one before while it still holds."""
        digest, now = digest_of(text), at or timezone.now()
        return self.filter(Q(digest=digest) | Q(previous_digest=digest, previous_until__gt=now))


class ApiKey(models.Model):
    """Only digests are kept: a stolen table opens no door."""

    name = models.CharField(
        _("name"), max_length=80, help_text=_("Who uses it, and for what: “Showcase of the city”.")
    )
    hint = models.CharField(_("ends with"), max_length=6, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    previous_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    previous_until = models.DateTimeField(null=True, editable=False)
    scopes = ArrayField(
        models.CharField(max_length=20, choices=ApiScope), verbose_name=_("what it opens")
    )
    schemas = ArrayField(
        models.CharField(max_length=63),
        verbose_name=_("sites"),
        default=list,
        blank=True,
        help_text=_("None ticked: every site."),
    )
    per_minute = models.PositiveIntegerField(_("requests a minute, at most"), default=1200)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def is_for(self, schema: str) -> bool:
        """Say whether it opens this site."""
        return not self.schemas or schema in self.schemas

    def is_usable(self, at: datetime | None = None) -> bool:
        is_over = self.expires_at is not None and self.expires_at <= (at or timezone.now())
        return self.revoked_at is None and not is_over
