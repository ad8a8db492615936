"""Who has which role where, from when to when.

`accounts.projection` carries it into the groups of each site.
"""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.roles import EVERYWHERE, Place, RoleKind, Scope
from tenants.models import Tenant


def place_of(tenant: Tenant | None) -> Place:
    """Return where a role of this tenant applies; None is every site."""
    if tenant is None:
        return EVERYWHERE
    scope = Scope.NATIONAL if tenant.is_national else Scope.DEPARTMENT
    return Place(scope, tenant.schema_name)


class RoleQuerySet(models.QuerySet["Role"]):
    def current(self, at: datetime | None = None) -> Self:
        """Roles held at an instant, now by default."""
        at = at or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)

    def not_ended(self, at: datetime | None = None) -> Self:
        """Roles held, or that will be."""
        return self.filter(Q(until=None) | Q(until__gt=at or timezone.now()))

    def changed_between(self, since: datetime, until: datetime) -> Self:
        """Roles that started or ended by themselves after one instant, up to another."""
        started = Q(since__gt=since, since__lte=until)
        return self.filter(started | Q(until__gt=since, until__lte=until))

    def effective_in(self, tenant: Tenant) -> Self:
        """Roles that count on a site: its own and those of every site."""
        return self.filter(Q(tenant=tenant) | Q(tenant=None))


class Role(models.Model):
    """A role somebody holds, held or will hold. Never deleted: it ends."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="roles", verbose_name=_("person")
    )
    kind = models.CharField(_("role"), max_length=32, choices=RoleKind)
    tenant = models.ForeignKey(
        Tenant,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("site"),
        help_text=_("Empty: every site."),
    )
    academies = ArrayField(
        models.CharField(max_length=20),
        verbose_name=_("académies"),
        default=list,
        blank=True,
        help_text=_("For a project officer: codes of the académies followed; empty for all."),
    )
    body = models.ForeignKey(
        "accounts.CoordinatingBody",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("coordinating body"),
    )
    since = models.DateTimeField(_("from"), default=timezone.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="granted_roles",
        verbose_name=_("granted by"),
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["kind", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="role_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "tenant"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="role_open_once",
            ),
            models.CheckConstraint(
                condition=Q(academies=[]) | Q(kind=RoleKind.PROJECT_OFFICER),
                name="role_academies_of_project_officers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.tenant or _('every site')}"

    @property
    def place(self) -> Place:
        return place_of(self.tenant)
