"""The legal body that receives what a campaign raised."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from territories.models import School


class StructureKind(models.TextChoices):
    """A « FSE » is not among them: it may not receive (the guide for recipients)."""

    COOPERATIVE = "cooperative", _("School cooperative (association)")
    EPLE = "eple", _("Public collège or lycée (EPLE)")
    SPORTS_ASSOCIATION = "sports_association", _("Sports association of the school")
    LYCEENS_HOUSE = "lyceens_house", _("Maison des lycéens")
    OGEC = "ogec", _("Managing body of a private school under contract")


class Structure(models.Model):
    """Known by its legal name, exactly as on its Sirene notice: payments bear it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=StructureKind)
    school = models.ForeignKey(School, models.PROTECT, related_name="+", verbose_name=_("school"))
    legal_name = models.CharField(_("legal name"), max_length=140)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    representative = models.CharField(_("legal representative"), max_length=100, blank=True)
    representative_born_on = models.DateField(_("born on"), null=True, blank=True)
    # Its manager says so: not every structure may, and a receipt wrongly issued is fined.
    issues_receipts = models.BooleanField(_("issues tax receipts"), default=False)
    verified_at = models.DateTimeField(_("file verified"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("recipient structure")
        verbose_name_plural = _("recipient structures")
        ordering = ["legal_name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(siret="") | Q(siret__regex=r"^[0-9]{14}$"),
                name="structure_siret_is_digits",
            ),
            models.UniqueConstraint(
                fields=["siret"], condition=~Q(siret=""), name="structure_siret_once"
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name
