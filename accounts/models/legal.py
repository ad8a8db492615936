"""Terms of use and privacy policy, each version kept, and who accepted which."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _


class LegalKind(models.TextChoices):
    TERMS = "terms", _("Terms of use")
    PRIVACY = "privacy", _("Privacy policy")


class LegalVersionQuerySet(models.QuerySet["LegalVersion"]):
    def published(self) -> Self:
        return self.filter(published_at__lte=timezone.now())

    def latest_of_each(self) -> Self:
        """The version in force of each text."""
        return self.published().order_by("kind", "-number").distinct("kind")

    def to_accept(self) -> Self:
        """Of each text, the last version that says it must be accepted.

        Older ones no longer count.
        """
        return (
            self.published()
            .filter(requires_acceptance=True)
            .order_by("kind", "-number")
            .distinct("kind")
        )


class LegalVersion(models.Model):
    kind = models.CharField(_("text"), max_length=16, choices=LegalKind)
    number = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(_("in force from"), default=timezone.now)
    requires_acceptance = models.BooleanField(
        _("must be accepted again"),
        default=False,
        help_text=_("Everybody is asked at their next visit. Not for a corrected typing error."),
    )

    objects = LegalVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a legal text")
        verbose_name_plural = _("versions of legal texts")
        ordering = ["kind", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="legal_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.number}"

    def text_here(self) -> "LegalText | None":
        """Return the text in the active language, else the French one, which binds."""
        texts = {text.language: text for text in self.texts.all()}
        active = (translation.get_language() or "fr").partition("-")[0]
        return texts.get(active) or texts.get("fr")


class LegalText(models.Model):
    """One version in one language: simple HTML, cleaned when it is shown."""

    version = models.ForeignKey(LegalVersion, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=10)
    changes = models.TextField(_("what changed"), blank=True)
    body = models.TextField(_("text"))

    class Meta:
        verbose_name = _("legal text")
        verbose_name_plural = _("legal texts")
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="legal_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"


class Acceptance(models.Model):
    """A person accepted a version, then: the proof outlives the account, without its name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acceptances")
    version = models.ForeignKey(LegalVersion, models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("acceptance")
        verbose_name_plural = _("acceptances")
        constraints = [models.UniqueConstraint(fields=["user", "version"], name="acceptance_once")]

    def __str__(self) -> str:
        return f"{self.version} · {self.user}"
