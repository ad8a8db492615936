"""What an address says of a person, and addresses on their way to being confirmed."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.addresses import candidates, domain_of


class AcademicDomainQuerySet(models.QuerySet["AcademicDomain"]):
    def matching(self, addresses: Iterable[str]) -> Self:
        """Domains that one of the addresses belongs to."""
        addresses = list(addresses)
        exact = {domain_of(address) for address in addresses}
        return self.filter(
            Q(domain__in=exact) | Q(domain__in=candidates(addresses), with_subdomains=True)
        )


class AcademicDomain(models.Model):
    """A domain whose addresses belong to people of the education system.

    Data, since académies change.
    """

    domain = models.CharField(_("domain"), max_length=100, primary_key=True)
    label = models.CharField(_("whose"), max_length=100)
    with_subdomains = models.BooleanField(_("with its subdomains"), default=False)

    objects = AcademicDomainQuerySet.as_manager()

    class Meta:
        verbose_name = _("academic domain")
        verbose_name_plural = _("academic domains")
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain


class PendingAddress(models.Model):
    """An address somebody says is theirs. It signs nobody in.

    Keeps it from nobody, until confirmed.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="pending_addresses"
    )
    email = models.EmailField(_("address"))
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("address to confirm")
        verbose_name_plural = _("addresses to confirm")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(fields=["user", "email"], name="pending_address_once")
        ]

    def __str__(self) -> str:
        return self.email


class HolderAdmissionQuerySet(models.QuerySet["HolderAdmission"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)


class HolderAdmission(models.Model):
    """Staff let somebody without an academic address hold projects, and say why."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="admissions",
        verbose_name=_("person"),
    )
    reason = models.TextField(_("reason"))
    admitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("admitted by")
    )
    admitted_at = models.DateTimeField(_("admitted"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = HolderAdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("admission of a holder")
        verbose_name_plural = _("admissions of holders")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="admission_open_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="admission_has_a_reason"),
        ]

    def __str__(self) -> str:
        return str(self.user)
