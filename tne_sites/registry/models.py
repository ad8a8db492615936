"""What the nation knows of each department without entering its schema."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import Tenant
from tne_sites.domain.programme import WAVES


class ProgrammeState(models.TextChoices):
    CANDIDATE = "candidate", _("Candidate")
    PREPARING = "preparing", _("In preparation")
    RUNNING = "running", _("In progress")
    ENDED = "ended", _("Ended")


class DepartmentRecord(models.Model):
    """Where a department stands in the programme; it may have no site yet, or not any more."""

    code = models.CharField(_("department code"), max_length=3, primary_key=True)
    state = models.CharField(
        _("state in the programme"),
        max_length=12,
        choices=ProgrammeState,
        default=ProgrammeState.PREPARING,
    )
    wave = models.PositiveSmallIntegerField(_("wave"), null=True, blank=True)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    note = models.TextField(_("note for the national team"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("department in the programme")
        verbose_name_plural = _("departments in the programme")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class DepartmentTotals(models.Model):
    """A projection: counts that the site wrote about itself, and nothing that names anybody."""

    tenant = models.OneToOneField(Tenant, models.CASCADE, related_name="totals")
    figures = models.JSONField(default=dict)
    active_at = models.DateTimeField(_("last activity"), null=True)
    computed_at = models.DateTimeField(_("computed"))

    class Meta:
        verbose_name = _("totals of a department")
        verbose_name_plural = _("totals of departments")

    def __str__(self) -> str:
        return str(self.tenant_id)


def known_wave(code: str) -> int | None:
    """Return the wave in which a department of the programme's first twelve came."""
    return next((wave.number for wave in WAVES if code in wave.codes), None)
