"""Pictures of a campaign: described, credited, with the rights their holder vouches for."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign


def _place(shape: str, picture: "Picture") -> str:
    # The media view serves what is below `images`; the name cannot be guessed from a project.
    return f"images/collectes/{picture.pk.hex}-{shape}.jpg"


def wide_place(picture: "Picture", _name: str) -> str:
    return _place("large", picture)


def card_place(picture: "Picture", _name: str) -> str:
    return _place("carte", picture)


class Picture(models.Model):
    """Two cuts of one picture, drawn again at the upload: nothing of the camera remains."""

    WIDE, CARD = (1200, 750), (480, 360)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="pictures")
    wide = models.ImageField(_("picture"), upload_to=wide_place)
    card = models.ImageField(_("picture for lists"), upload_to=card_place)
    alt = models.CharField(_("what the picture shows"), max_length=200)
    credit = models.CharField(_("made by"), max_length=100)
    shows_pupils = models.BooleanField(_("pupils can be recognised"), default=False)
    rights_confirmed_at = models.DateTimeField(_("rights confirmed"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("picture of a project")
        verbose_name_plural = _("pictures of projects")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(alt=""), name="project_picture_is_described"),
            models.CheckConstraint(condition=~Q(credit=""), name="project_picture_is_credited"),
        ]

    def __str__(self) -> str:
        return self.alt
