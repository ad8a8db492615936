"""The accessibility statement, in the order and the words of the French template."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import RichTextField

from cms.domain.accessibility import DEFENDER_DELEGATES, DEFENDER_FORM, Audit, Status, status
from cms.models.base import BasePage

LIST_FEATURES = ["ul", "ol", "link", "bold"]


def text_of(label: object, *help_text: object) -> RichTextField:
    return RichTextField(
        label, features=LIST_FEATURES, blank=True, help_text=help_text[0] if help_text else ""
    )


class AccessibilityStatementPage(BasePage):
    """Facts of the audit; the status is computed from them and never chosen."""

    page_description = _("The statement that the law asks for, in its fixed form.")
    established_on = models.DateField(_("statement made on"), default=timezone.localdate)
    audited_on = models.DateField(
        _("audited on"), null=True, blank=True, help_text=_("Empty: no audit, so “not compliant”.")
    )
    auditor = models.CharField(_("audited by"), max_length=120, blank=True)
    rate = models.DecimalField(
        _("criteria met, in %"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("Share of the applicable RGAA criteria that are met."),
    )
    faults = text_of(_("faults"), _("What is not accessible, and by which criterion."))
    burdens = text_of(_("disproportionate burden"))
    exemptions = text_of(_("content that the law exempts"))
    technologies = models.TextField(_("technologies"), default="HTML\nCSS\nJavaScript\nSVG\nARIA")
    environments = text_of(
        _("test environments"), _("Browsers and assistive technologies, with versions.")
    )
    tools = text_of(_("tools used"))
    pages_tested = text_of(_("pages tested"))
    plan = text_of(_("multi-year plan and actions of the year"))
    contact_email = models.EmailField(_("address to write to"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(["established_on", "audited_on", "auditor", "rate"], _("Audit")),
        MultiFieldPanel(["faults", "burdens", "exemptions"], _("What is not accessible")),
        MultiFieldPanel(
            ["technologies", "environments", "tools", "pages_tested"], _("How it was tested")
        ),
        MultiFieldPanel(["plan", "contact_email"], _("Plan and contact")),
    ]
    # The audit is that of the site: the page in another language cannot say anything else.
    FACTS = ("established_on", "audited_on", "auditor", "rate", "technologies", "contact_email")
    max_count_per_parent = 1
    defender_form, defender_delegates = DEFENDER_FORM, DEFENDER_DELEGATES
    subpage_types: list[str] = []

    api_fields = [
        "established_on",
        "audited_on",
        "auditor",
        "rate",
        "faults",
        "burdens",
        "exemptions",
        "technologies",
        "environments",
        "tools",
        "pages_tested",
        "plan",
        "contact_email",
    ]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the facts the same in every language: those of the default one are right."""
        others = type(self).objects.filter(translation_key=self.translation_key)
        is_original = self.locale.language_code == settings.LANGUAGE_CODE
        if not is_original:
            original = others.filter(locale__language_code=settings.LANGUAGE_CODE).first()
            for name in self.FACTS if original else ():
                setattr(self, name, getattr(original, name))
        super().save(*args, **kwargs)
        if is_original:
            others.exclude(pk=self.pk).update(**{name: getattr(self, name) for name in self.FACTS})

    @property
    def technology_list(self) -> list[str]:
        return [line.strip() for line in self.technologies.splitlines() if line.strip()]

    @property
    def audit(self) -> Audit:
        return Audit(done_on=self.audited_on, rate=self.rate)

    @property
    def status(self) -> Status:
        return status(self.audit, at=timezone.localdate())
