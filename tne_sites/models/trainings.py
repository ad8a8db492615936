"""Who was trained: a training is a workshop of that kind; its trainees are counted, not named."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tne_sites.models.structures import Structure
from tne_sites.models.workshops import Workshop


class Profession(models.TextChoices):
    MEDIATOR = "mediator", _("Digital mediators")
    SOCIAL_WORKER = "social_worker", _("Social workers")
    FACILITATOR = "facilitator", _("Facilitators of popular education")
    LIBRARIAN = "librarian", _("Librarians")
    SCHOOL_STAFF = "school_staff", _("Staff of schools")
    VOLUNTEER = "volunteer", _("Volunteers")
    UNKNOWN = "unknown", _("Not known")


class TrainedGroup(models.Model):
    training = models.ForeignKey(
        Workshop, models.CASCADE, related_name="trained", verbose_name=_("training")
    )
    profession = models.CharField(
        _("profession"), max_length=16, choices=Profession, default=Profession.UNKNOWN
    )
    structure = models.ForeignKey(
        Structure,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="trained",
        verbose_name=_("structure"),
    )
    people = models.PositiveSmallIntegerField(_("people"), default=1)

    class Meta:
        verbose_name = _("people trained")
        verbose_name_plural = _("people trained")
        ordering = ["training", "profession"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(people__gt=0), name="trained_group_has_people"
            )
        ]

    def __str__(self) -> str:
        return f"{self.training_id} {self.profession}"
