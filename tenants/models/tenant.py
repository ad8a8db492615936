"""One row per site, and the hosts it answers on."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

NATIONAL_SCHEMA = "national"


class TenantType(models.TextChoices):
    NATIONAL = "national", _("National site")
    DEPARTMENT = "department", _("Department site")


class TenantState(models.TextChoices):
    OPEN = "open", _("Open")
    ARCHIVED = "archived", _("Archived")
    # A state of a few seconds: nobody is sent to a site whose schema is not there yet.
    CREATING = "creating", _("Being created")


class TenantQuerySet(models.QuerySet["Tenant"]):
    def departments(self) -> Self:
        return self.filter(type=TenantType.DEPARTMENT)

    def reachable(self) -> Self:
        """Sites that a visitor may be sent to."""
        return self.filter(state=TenantState.OPEN)

    def national(self) -> "Tenant":
        return self.get(schema_name=NATIONAL_SCHEMA)


class Tenant(TenantMixin):
    """One site. Its schema is made by `tenants.provisioning`, never by saving the row."""

    auto_create_schema = False
    auto_drop_schema = False

    type = models.CharField(_("type"), max_length=16, choices=TenantType)
    state = models.CharField(
        _("state"), max_length=16, choices=TenantState, default=TenantState.OPEN
    )
    code = models.CharField(
        _("department code"),
        max_length=3,
        blank=True,
        help_text=_("02, 2A, 971… Empty for the national site."),
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("word in the address"), max_length=40, unique=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)

    objects = TenantQuerySet.as_manager()

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["-type", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="tenant_one_per_department"
            ),
            models.CheckConstraint(
                condition=Q(type=TenantType.DEPARTMENT) ^ Q(code=""),
                name="tenant_department_has_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.code else self.name

    @property
    def is_national(self) -> bool:
        return self.type == TenantType.NATIONAL

    @property
    def is_archived(self) -> bool:
        return self.state == TenantState.ARCHIVED

    @property
    def default_host(self) -> str:
        """The host a new site gets; a site may have others."""
        return (
            settings.PLATFORM_DOMAIN
            if self.is_national
            else f"{self.slug}.{settings.PLATFORM_DOMAIN}"
        )

    @property
    def root_url(self) -> str:
        """Scheme, host and port, without a final slash."""
        port = f":{settings.PLATFORM_PORT}" if settings.PLATFORM_PORT else ""
        primary = next((domain for domain in self.domains.all() if domain.is_primary), None)
        return (
            f"{settings.PLATFORM_SCHEME}://{primary.domain if primary else self.default_host}{port}"
        )


class Domain(DomainMixin):
    """A host of a site.

    The primary one is its address; the others redirect to it, or answer themselves.
    """

    redirects = models.BooleanField(
        _("redirects to the main address"),
        default=True,
        help_text=_("Ignored for the main address."),
    )

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")


class SchemaTemplate(models.Model):
    """The SQL that makes an empty department, dumped at one migration state."""

    digest = models.CharField(max_length=64, unique=True)
    script = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.digest
