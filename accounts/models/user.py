"""A person. Rights are not here: they live in each site's schema."""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager, Group, Permission
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.domain.roles import Holding, RoleKind
from accounts.models.per_schema import PerSchema
from kernel.ports import Person


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create a person who signs in by address.

        Without password the account cannot sign in yet.
        """
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create a technical account: people get roles instead."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    username = None  # type: ignore[assignment]  # people sign in by address
    # The main address. All of a person's verified ones, this one among them, are in allauth's
    # EmailAddress.
    email = models.EmailField(_("address"), unique=True)
    language = models.CharField(_("language of messages"), max_length=10, default="fr")
    warned_inactive_at = models.DateTimeField(_("warned"), null=True, blank=True, editable=False)
    anonymised_at = models.DateTimeField(_("anonymised"), null=True, blank=True, editable=False)
    # The tables behind these two keys are in each site's schema: a person may edit here and only
    # read there.
    groups = models.ManyToManyField(  # type: ignore[assignment]  # through a table of ours
        Group,
        through="memberships.UserGroup",
        blank=True,
        related_name="user_set",
        related_query_name="user",
    )
    user_permissions = models.ManyToManyField(  # type: ignore[assignment]  # as above
        Permission,
        through="memberships.UserPermission",
        blank=True,
        related_name="user_set",
        related_query_name="user",
    )

    # What Django and Wagtail remember of a person's rights, apart for each site.
    _perm_cache = PerSchema()
    _user_perm_cache = PerSchema()
    _group_perm_cache = PerSchema()
    _page_permission_cache = PerSchema()
    _collection_permission_cache = PerSchema()
    _site_permission_cache = PerSchema()
    _explorable_root_page_cache = PerSchema()

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]  # another manager than Django's

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        """Return the name; an address never shows where a name was expected."""
        return self.get_full_name() or _("Person %(id)s") % {"id": self.pk}

    @property
    def has_academic_address(self) -> bool:
        """Whether one of the verified addresses belongs to the education system."""
        from accounts.models.address import AcademicDomain  # noqa: PLC0415  it points here

        return AcademicDomain.objects.matching(self.verified_addresses()).exists()

    @property
    def may_hold_projects(self) -> bool:
        """Whether the holder's space opens.

        By an academic address, or admitted by staff for a reason.
        """
        return self.has_academic_address or self.admissions.current().exists()

    def verified_addresses(self) -> list[str]:
        """Return every address that signs this person in, the main one first."""
        from allauth.account.models import EmailAddress  # noqa: PLC0415  it points here

        verified = EmailAddress.objects.filter(user=self, verified=True)
        return list(verified.order_by("-primary", "email").values_list("email", flat=True))

    def holdings(self, at: datetime | None = None) -> list[Holding]:
        """Return the roles held at an instant, now by default."""
        roles = self.roles.current(at).select_related("tenant")
        return [Holding(RoleKind(role.kind), role.place) for role in roles]

    def has_role(self, *kinds: RoleKind) -> bool:
        """Say whether one of these roles (any role when none is named) is held now, on any site."""
        roles = self.roles.current()
        return (roles.filter(kind__in=kinds) if kinds else roles).exists()

    def as_person(self, extra: Iterable[str] = ()) -> Person:
        """Return what every app can recognise this person by."""
        emails = {self.email.lower(), *self.verified_addresses(), *extra}
        return Person(user_id=self.pk, emails=frozenset(emails))
