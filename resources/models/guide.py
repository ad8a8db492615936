"""Guides, numbered; diagnoses of departments."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.blocks.layout import FiguresBlock
from cms.fields import DepartmentsField
from cms.models.base import CatalogueExtra
from resources.blocks import AdvicesBlock, LinkedBlock
from resources.models.base import LibraryItemPage
from tenants.models import TenantType


class GuidePage(LibraryItemPage):
    """How to do something, step by step; also downloaded as a PDF."""

    page_description = _("A numbered guide, which readers can also download.")
    tenant_types = frozenset({TenantType.NATIONAL})
    search_kind = "guide"

    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    linked = StreamField(LinkedBlock(), verbose_name=_("to go further"), blank=True)

    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(["number", "summary"], _("What it is")),
        "image",
        "body",
        "documents",
        "linked",
        LibraryItemPage.tags_panel,
        LibraryItemPage.rights_panel,
    ]
    search_fields = [*LibraryItemPage.search_fields, index.SearchField("body")]

    api_fields = [*LibraryItemPage.api_fields, "number", "body"]

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def for_catalogue(self) -> CatalogueExtra:
        base = super().for_catalogue()
        return CatalogueExtra(facets=base.facets, card={**base.card, "number": self.number})


class DiagnosisPage(LibraryItemPage):
    """What families and schools of a department need: a photograph, and what to do about it."""

    page_description = _("The needs of a department, and what to do about them.")
    tenant_types = frozenset({TenantType.NATIONAL})
    search_kind = "diagnosis"

    departments = DepartmentsField(
        models.CharField(max_length=3),
        verbose_name=_("departments"),
        default=list,
        blank=True,
        help_text=_("The department that the diagnosis is about."),
    )
    made_on = models.DateField(_("date of the diagnosis"), null=True, blank=True)
    method = models.TextField(
        _("method"),
        max_length=800,
        blank=True,
        help_text=_("Data used, people met, and what is not known."),
    )
    figures = StreamField(FiguresBlock(), verbose_name=_("key figures"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("findings"), blank=True)
    advice = StreamField(AdvicesBlock(), verbose_name=_("recommendations"), blank=True)

    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(["departments", "made_on", "summary"], _("What it is")),
        "image",
        "method",
        "figures",
        "body",
        "advice",
        "documents",
        LibraryItemPage.tags_panel,
        LibraryItemPage.rights_panel,
    ]
    search_fields = [*LibraryItemPage.search_fields, index.SearchField("body")]

    api_fields = [
        *LibraryItemPage.api_fields,
        "departments",
        "made_on",
        "method",
        "figures",
        "body",
        "advice",
    ]

    class Meta:
        verbose_name = _("diagnosis of a department")
        verbose_name_plural = _("diagnoses of departments")

    def for_catalogue(self) -> CatalogueExtra:
        base = super().for_catalogue()
        made_on = self.made_on.isoformat() if self.made_on else ""
        return CatalogueExtra(
            facets=base.facets, card={**base.card, "made_on": made_on}, words=self.method
        )
