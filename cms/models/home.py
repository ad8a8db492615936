"""The first page of each type of site."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.blocks.layout import DoorsBlock, FiguresBlock, StepsBlock
from cms.domain.taxonomy import Scene
from cms.models.base import BasePage
from tenants.models import TenantType


class HomePage(BasePage):
    """What both homes share: a sentence with one word cut out of paper, a picture, a free body."""

    headline = models.CharField(
        _("headline"), max_length=90, help_text=_("One sentence: what a visitor can do here.")
    )
    cut_word = models.CharField(
        _("cut-out word"),
        max_length=30,
        blank=True,
        help_text=_("One word of the headline, set on a piece of coloured paper."),
    )
    lead = models.TextField(_("introduction"), max_length=300)
    image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    scene = models.CharField(
        _("collage, without a picture"), max_length=20, choices=Scene, default=Scene.TROUSSE
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    hero_panels = [
        MultiFieldPanel(["headline", "cut_word", "lead", "image", "scene"], _("Top of the page"))
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("headline"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = 3  # one for each language

    api_fields = ["headline", "cut_word", "lead", "image", "scene", "body"]

    class Meta:
        abstract = True

    @property
    def picture(self) -> object:
        return self.social_image or self.image

    @property
    def headline_parts(self) -> tuple[str, str, str]:
        """The headline around its cut-out word; the word is empty when the headline has none."""
        before, word, after = (
            self.headline.partition(self.cut_word) if self.cut_word else (self.headline, "", "")
        )
        return before, word, after


class NationalHomePage(HomePage):
    """Two doors, then what is happening.

    Each part is fed from the catalogue and hidden while empty.
    """

    page_description = _("The first page of the national site.")
    tenant_types = frozenset({TenantType.NATIONAL})

    doors = StreamField(DoorsBlock(), verbose_name=_("doors"), blank=True)
    figures = StreamField(FiguresBlock(), verbose_name=_("key figures"), blank=True)
    steps = StreamField(StepsBlock(), verbose_name=_("how it works"), blank=True)

    content_panels = [
        *BasePage.content_panels,
        *HomePage.hero_panels,
        "doors",
        "figures",
        "steps",
        "body",
    ]

    api_fields = [*HomePage.api_fields, "doors", "figures", "steps"]

    class Meta:
        verbose_name = _("national home")
        verbose_name_plural = _("national homes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms import highlights  # noqa: PLC0415  highlights read the pages' models

        return super().get_context(request, *args, **kwargs) | highlights.national(self)


class DepartmentHomePage(HomePage):
    """The department's name first, then its news, its coordinator, and national content below."""

    page_description = _("The first page of the department’s site.")
    tenant_types = frozenset({TenantType.DEPARTMENT})

    content_panels = [*BasePage.content_panels, *HomePage.hero_panels, "body"]

    class Meta:
        verbose_name = _("department home")
        verbose_name_plural = _("department homes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms import highlights  # noqa: PLC0415  highlights read the pages' models

        return super().get_context(request, *args, **kwargs) | highlights.department(self)
