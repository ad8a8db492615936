"""Fiches projet: what teachers who did it tell those who would like to."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.domain.school import Format, Theme
from cms.fields import choice_array
from cms.models.base import CatalogueExtra
from resources.blocks import (
    BudgetBlock,
    HelpersBlock,
    LinkedBlock,
    PicturesBlock,
    SheetStepsBlock,
    TestimoniesBlock,
)
from resources.fields import LONGEST_CODE
from resources.models.base import LibraryItemPage
from search.document import Facet
from tenants.models import TenantType


def euros_field(label: Any) -> "models.PositiveIntegerField[int | None, int | None]":
    return models.PositiveIntegerField(label, null=True, blank=True)


class ProjectSheetPage(LibraryItemPage):
    """One kind of project: why, with whom, how, for how much, and classes that need it now."""

    page_description = _("A kind of school project, told by teachers who did it.")
    tenant_types = frozenset({TenantType.NATIONAL})
    search_kind = "sheet"
    has_gauge = True  # even with too few campaigns, which it says

    themes = choice_array(Theme.choices, max_length=LONGEST_CODE, verbose_name=_("themes"))
    formats = choice_array(
        Format.choices, max_length=LONGEST_CODE, verbose_name=_("kinds of action")
    )
    duration = models.CharField(
        _("duration"),
        max_length=80,
        blank=True,
        help_text=_("“One week”, “all year, an hour a week”."),
    )
    skills = models.TextField(
        _("what pupils learn"), max_length=600, blank=True, help_text=_("One line each.")
    )
    materials = models.TextField(
        _("what is needed"), max_length=600, blank=True, help_text=_("One line each.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("presentation"), blank=True)
    steps = StreamField(SheetStepsBlock(), verbose_name=_("steps"), blank=True)
    budget = StreamField(BudgetBlock(), verbose_name=_("budget"), blank=True)
    partners = StreamField(HelpersBlock(), verbose_name=_("partners"), blank=True)
    testimonies = StreamField(TestimoniesBlock(), verbose_name=_("testimonies"), blank=True)
    pictures = StreamField(PicturesBlock(), verbose_name=_("pictures"), blank=True)
    linked = StreamField(LinkedBlock(), verbose_name=_("to go further"), blank=True)

    # Shown as the editors' own while the platform knows too few campaigns: whole euros.
    cost_low_euros = euros_field(_("cost, low"))
    cost_median_euros = euros_field(_("cost, middle"))
    cost_high_euros = euros_field(_("cost, high"))
    cost_noted_on = models.DateField(_("noted on"), null=True, blank=True)

    content_panels = [
        *LibraryItemPage.content_panels,
        "summary",
        "image",
        MultiFieldPanel(["formats", "themes", "levels", "audiences"], _("Which project")),
        MultiFieldPanel(["duration", "skills", "materials"], _("In short")),
        "body",
        "steps",
        "budget",
        MultiFieldPanel(
            [
                "cost_low_euros",
                "cost_median_euros",
                "cost_high_euros",
                "cost_noted_on",
            ],
            _("Funding need, while the platform knows too few campaigns"),
            classname="collapsed",
        ),
        "partners",
        "testimonies",
        "pictures",
        "documents",
        "linked",
        LibraryItemPage.rights_panel,
    ]
    search_fields = [*LibraryItemPage.search_fields, index.SearchField("body")]

    api_fields = [
        *LibraryItemPage.api_fields,
        "themes",
        "formats",
        "duration",
        "skills",
        "materials",
        "body",
        "steps",
        "budget",
        "partners",
        "testimonies",
        "pictures",
    ]

    class Meta:
        verbose_name = _("project sheet")
        verbose_name_plural = _("project sheets")

    @property
    def skills_lines(self) -> list[str]:
        return lines_of(self.skills)

    @property
    def materials_lines(self) -> list[str]:
        return lines_of(self.materials)

    @property
    def budget_total_euros(self) -> int:
        """The sum of the lines that have an amount."""
        return sum(block.value["euros"] or 0 for block in self.budget)

    def clean(self) -> None:
        super().clean()
        costs = [self.cost_low_euros, self.cost_median_euros, self.cost_high_euros]
        given = [cost for cost in costs if cost is not None]
        if given and (len(given) < len(costs) or given != sorted(given)):
            raise ValidationError(
                {"cost_low_euros": _("Give the three costs, from the lowest to the highest.")}
            )

    def for_catalogue(self) -> CatalogueExtra:
        base = super().for_catalogue()
        return CatalogueExtra(
            facets={**base.facets, Facet.FORMAT: list(self.formats)},
            card={**base.card, "duration": self.duration},
            words=f"{self.skills} {self.materials}",
        )


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
