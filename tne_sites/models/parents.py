"""Resource parents: volunteers who help other parents, from applying to leaving."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tne_sites.domain.parents import ParentState


class ResourceParentQuerySet(models.QuerySet["ResourceParent"]):
    def waiting(self) -> Self:
        return self.filter(state=ParentState.APPLIED)

    def active(self) -> Self:
        return self.filter(state=ParentState.ACTIVE)

    def known(self) -> Self:
        """Those whose name is still there."""
        return self.filter(anonymised_at__isnull=True)


class ResourceParent(models.Model):
    """One person; what they agreed to is kept with its date and the words they read."""

    state = models.CharField(
        _("state"), max_length=10, choices=ParentState, default=ParentState.APPLIED
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    commune_code = models.CharField(_("commune"), max_length=5, blank=True)
    school = models.CharField(_("school of the children"), max_length=150, blank=True)
    message = models.TextField(_("what they would like to do"), max_length=2000, blank=True)
    note = models.TextField(
        _("note for the team"), max_length=2000, blank=True, help_text=_("The person may read it.")
    )

    consent_text = models.TextField(_("what they agreed to"), editable=False)
    applied_at = models.DateTimeField(_("applied"))
    charter_signed_on = models.DateField(_("charter signed on"), null=True, blank=True)
    active_since = models.DateField(_("active since"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    changed_at = models.DateTimeField(_("changed"))
    anonymised_at = models.DateTimeField(null=True, editable=False)

    objects = ResourceParentQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource parent")
        verbose_name_plural = _("resource parents")
        ordering = ["-applied_at", "-pk"]
        indexes = [models.Index(fields=["state"], name="resource_parent_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ParentState.ACTIVE)
                | Q(charter_signed_on__isnull=False, active_since__isnull=False),
                name="resource_parent_signed_the_charter",
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email="") & ~Q(state__in=[ParentState.DECLINED, ParentState.LEFT]),
                name="resource_parent_applies_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"#{self.pk}"
