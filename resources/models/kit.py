"""Mallettes: resources chosen for an audience, in order, by theme."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField

from cms.domain.gaps import Gap
from cms.domain.school import LEVELS_OF_STAGE, Stage
from cms.models.base import CatalogueExtra
from resources.blocks import KitSectionsBlock
from resources.models.base import LibraryItemPage
from tenants.models import TenantType


class KitPage(LibraryItemPage):
    """A mallette. What it holds now is read by `resources.reading.kit_sections`."""

    page_description = _("A mallette: resources for an audience, in order.")
    tenant_types = frozenset({TenantType.NATIONAL})
    search_kind = "kit"

    stage = models.CharField(_("school"), max_length=20, choices=Stage, default=Stage.PRIMARY)
    edition = models.CharField(
        _("edition"), max_length=40, blank=True, help_text=_("“2022”, “second edition”.")
    )
    introduction = models.TextField(_("introduction"), max_length=800, blank=True)
    sections = StreamField(KitSectionsBlock(), verbose_name=_("sections"), blank=True)

    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(["stage", "edition", "summary"], _("What it is")),
        "introduction",
        "image",
        "sections",
        "documents",
        LibraryItemPage.tags_panel,
        LibraryItemPage.rights_panel,
    ]

    api_fields = [*LibraryItemPage.api_fields, "stage", "edition", "introduction"]

    class Meta:
        verbose_name = _("mallette")
        verbose_name_plural = _("mallettes")

    @property
    def theme_codes(self) -> list[str]:
        themes = [block.value["theme"] for block in self.sections]
        return list(dict.fromkeys(theme for theme in themes if theme))

    @property
    def level_codes(self) -> list[str]:
        """The ticked levels, else those of its school."""
        return list(self.levels or LEVELS_OF_STAGE.get(self.stage, ()))

    def item_ids(self) -> list[int]:
        """The pages of all sections, in order, each as often as it is there.

        Read from the stored values: no page is fetched.
        """
        return [
            item["value"]["resource"]
            for section in self.sections.raw_data
            for item in section["value"]["items"]
            if item["value"].get("resource")
        ]

    def gaps(self) -> list[Gap]:
        found = super().gaps()
        if not self.item_ids():
            found.append(Gap("sections", _("Add at least one resource to a section.")))
        return found

    def for_catalogue(self) -> CatalogueExtra:
        base = super().for_catalogue()
        return CatalogueExtra(
            facets=base.facets,
            card={**base.card, "edition": self.edition, "stage": self.stage},
            figures={"items": len(set(self.item_ids()))},
        )
