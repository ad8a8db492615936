"""Structures: who organises workshops and accompanies parents in a department."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.domain.taxonomy import Audience
from cms.fields import choice_array
from territories.models.commune import POINT_ON_EARTH


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

    def public(self) -> Self:
        """Those that visitors see: active, and not kept for the team."""
        return self.active().filter(is_public=True)


class Structure(models.Model):  # type: ignore[django-manager-missing]  # its manager is made from a queryset
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
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    audiences = choice_array(Audience.choices, verbose_name=_("for whom"))
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    is_public = models.BooleanField(
        _("shown on the site"),
        default=True,
        help_text=_("Untick for a partner that receives no visitors."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    # For the partnership register; visitors never see these.
    contact_name = models.CharField(_("our contact"), max_length=120, blank=True)
    contact_email = models.EmailField(_("our contact’s e-mail"), blank=True)
    contact_phone = models.CharField(_("our contact’s telephone"), max_length=20, blank=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = StructureQuerySet.as_manager()

    class Meta:
        verbose_name = _("structure")
        verbose_name_plural = _("structures")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True) | POINT_ON_EARTH,
                name="structure_point_is_whole",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            )
        ]

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
