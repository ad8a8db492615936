"""Structures: who organises workshops and accompanies parents in a department."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class StructureKind(models.TextChoices):
    ASSOCIATION = "association", _("Association")
    SOCIAL_CENTRE = "social_centre", _("Social centre")
    LIBRARY = "library", _("Library or media library")
    SCHOOL = "school", _("School")
    TOWN = "town", _("Town or group of towns")
    COUNCIL = "council", _("Departmental council")
    STATE = "state", _("State service")
    OTHER = "other", _("Other")


class StructureQuerySet(models.QuerySet["Structure"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class Structure(models.Model):
    """An organisation of the department; `commune_code` is a code of `territories`."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=StructureKind, default=StructureKind.ASSOCIATION
    )
    # A plain code: a key to `public` would be followed from there, where this table is not.
    commune_code = models.CharField(_("commune"), max_length=5, blank=True)
    commune_name = models.CharField(max_length=60, blank=True, editable=False)
    address = models.CharField(_("address"), max_length=200, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    phone = models.CharField(_("public telephone"), max_length=20, blank=True)
    website = models.URLField(_("web site"), blank=True)
    description = models.TextField(_("description"), max_length=2000, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = StructureQuerySet.as_manager()

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganiserAccess(models.Model):
    """A person of a structure who may see its workshops and their registrants, and nothing else.

    Known by a verified address of their account; it ends, it is never deleted.
    """

    structure = models.ForeignKey(
        Structure, models.CASCADE, related_name="accesses", verbose_name=_("structure")
    )
    email = models.EmailField(_("e-mail"))
    granted_at = models.DateTimeField(_("since"), auto_now_add=True)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("access of an organiser")
        verbose_name_plural = _("accesses of organisers")
        ordering = ["structure", "email"]
        constraints = [
            models.UniqueConstraint(
                models.F("structure"),
                models.functions.Lower("email"),
                condition=models.Q(ended_at__isnull=True),
                name="organiser_access_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.structure_id}"
