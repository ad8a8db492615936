"""What a holder writes about a project, and what staff answer to it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.models.structure import StructureKind


class Profession(models.TextChoices):
    TEACHER = "teacher", _("Teacher")
    HEAD = "head", _("Head of school")
    MANAGER = "manager", _("Funds manager")
    LIBRARIAN = "librarian", _("Documentalist")
    SCHOOL_LIFE = "school_life", _("School-life staff")
    OTHER_STAFF = "other_staff", _("Other staff of the school")
    PUPIL = "pupil", _("Lycée pupil")


class Proposal(models.Model):
    """The words and figures of one campaign; empty parts are those not written yet."""

    campaign = models.OneToOneField(
        Campaign, models.CASCADE, primary_key=True, related_name="proposal"
    )
    holder_profession = models.CharField(
        _("you are"), max_length=12, choices=Profession, blank=True
    )
    adult_name = models.CharField(_("adult who answers for you"), max_length=100, blank=True)
    adult_email = models.EmailField(_("their address"), blank=True)
    pitch = models.CharField(_("the project in one sentence"), max_length=200, blank=True)
    pupils = models.PositiveIntegerField(_("how many pupils take part"), null=True, blank=True)
    who_we_are = models.TextField(_("Who are we?"), max_length=4000, blank=True)
    the_project = models.TextField(_("The educational project"), max_length=6000, blank=True)
    why_you = models.TextField(_("Why do we need you?"), max_length=4000, blank=True)
    collect_from = models.DateField(_("the collection begins"), null=True, blank=True)
    collect_until = models.DateField(_("the collection ends"), null=True, blank=True)
    project_from = models.DateField(_("the project begins"), null=True, blank=True)
    project_until = models.DateField(_("the project ends"), null=True, blank=True)
    # Lines of a budget have label, cents, essential; rewards have label, cents (from which gift).
    budget = models.JSONField(_("budget"), default=list, blank=True)
    rewards = models.JSONField(_("rewards"), default=list, blank=True)
    structure_kind = models.CharField(
        _("kind of structure"), max_length=20, choices=StructureKind, blank=True
    )
    structure_name = models.CharField(_("its legal name"), max_length=140, blank=True)
    structure_siret = models.CharField(_("its SIRET, if you know it"), max_length=14, blank=True)
    head_email = models.EmailField(_("address of the head of school"), blank=True)
    manager_email = models.EmailField(_("address of the funds manager"), blank=True)
    charter_version = models.PositiveSmallIntegerField(null=True, editable=False)
    charter_accepted_at = models.DateTimeField(null=True, editable=False)
    cap_exception = models.TextField(_("why the minimum may pass the cap"), blank=True)
    saved_at = models.DateTimeField(_("saved"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            models.CheckConstraint(
                condition=Q(collect_until__gt=F("collect_from")),
                name="proposal_collection_in_order",
            ),
            models.CheckConstraint(
                condition=Q(project_until__gte=F("project_from")), name="proposal_project_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.campaign)

    @property
    def budget_cents(self) -> int:
        return sum(line["cents"] for line in self.budget)


class FieldCommentQuerySet(models.QuerySet["FieldComment"]):
    def open(self) -> "FieldCommentQuerySet":
        return self.filter(resolved_at=None)


class FieldComment(models.Model):
    """Staff say what to change, beside the field it is about."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="comments")
    field = models.CharField(_("field"), max_length=30)
    text = models.TextField(_("comment"), max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author")
    )
    at = models.DateTimeField(_("written"), db_default=Now(), editable=False)
    resolved_at = models.DateTimeField(_("done"), null=True, editable=False)

    objects = FieldCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a field")
        verbose_name_plural = _("comments on fields")
        ordering = ["field", "at"]

    def __str__(self) -> str:
        return self.text
