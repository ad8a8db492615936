"""The ways into the resource centre: its first page, its shelves, a door for each audience."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.domain.taxonomy import Audience
from cms.models import BasePage
from resources.blocks import LinkedBlock


class Shelf(models.TextChoices):
    """What a shelf shows: the kind of its entries in the catalogue."""

    SHEET = "sheet", _("Project sheets")
    RESOURCE = "resource", _("Resources")
    KIT = "kit", _("Mallettes")
    BELIEF = "belief", _("Idées reçues")
    GUIDE = "guide", _("Guides")
    DIAGNOSIS = "diagnosis", _("Diagnoses of departments")


ITEMS = [
    "resources.ProjectSheetPage",
    "resources.ResourcePage",
    "resources.KitPage",
    "resources.BeliefPage",
    "resources.GuidePage",
    "resources.DiagnosisPage",
]
DOORS = ["resources.ShelfPage", "resources.AudiencePage", "resources.LinkDirectoryPage"]


class ListingPage(BasePage):
    """A page that lists what the catalogue knows."""

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, "summary", "introduction"]

    api_fields = ["introduction"]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from resources import listing  # noqa: PLC0415  it reads these models

        return super().get_context(request, *args, **kwargs) | listing.of(self, request)


class LibraryPage(ListingPage):
    """The resource centre: everything in it, narrowed by its reader."""

    page_description = _("The first page of the resource centre; it fills itself.")
    subpage_types = [*DOORS, *ITEMS]
    max_count = 3  # one for each language

    class Meta:
        verbose_name = _("resource centre")
        verbose_name_plural = _("resource centres")


class ShelfPage(ListingPage):
    """All the entries of one kind."""

    page_description = _("The list of one kind of resources; it fills itself.")
    parent_page_types = ["resources.LibraryPage"]
    subpage_types = [*ITEMS]

    shows = models.CharField(_("shows"), max_length=20, choices=Shelf)

    content_panels = [*ListingPage.content_panels, "shows"]

    api_fields = [*ListingPage.api_fields, "shows"]

    class Meta:
        verbose_name = _("shelf")
        verbose_name_plural = _("shelves")


class AudiencePage(ListingPage):
    """Where one audience starts: what was chosen for it, then everything for it."""

    page_description = _("A door for parents, teachers or professionals.")
    parent_page_types = ["resources.LibraryPage"]
    subpage_types: list[str] = []

    audience = models.CharField(_("audience"), max_length=20, choices=Audience)
    chosen = StreamField(LinkedBlock(), verbose_name=_("chosen for this audience"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*ListingPage.content_panels, "audience", "chosen", "body"]
    search_fields = [*ListingPage.search_fields, index.SearchField("body")]

    api_fields = [*ListingPage.api_fields, "audience", "body"]

    class Meta:
        verbose_name = _("page of an audience")
        verbose_name_plural = _("pages of an audience")
