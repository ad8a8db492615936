"""What every page of the resource centre has."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.domain.gaps import Gap
from cms.domain.school import in_order
from cms.models import BasePage
from cms.models.base import CatalogueExtra
from resources.blocks import FilesBlock, documents_of
from resources.domain.vocabulary import DEEDS, Deed, Licence
from resources.fields import levels_field
from resources.forms import LibraryItemForm
from search.document import Facet

# The library asks for a description; a file's name is none: IMG_0431, affiche.jpg.
FILE_NAME = re.compile(r"(\.(avif|gif|heic|jpe?g|png|webp)$)|(^[^ ]*[_0-9][^ ]*$)", re.IGNORECASE)


class LibraryItemPage(BasePage):
    """A page that a reader looks for: described, licensed, with files to download."""

    image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown in lists and at the top of the page."),
    )
    levels = levels_field()
    authors = models.CharField(
        _("authors"), max_length=200, blank=True, help_text=_("People or bodies, as they sign.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        blank=True,
        help_text=_("What readers may do with it. Asked before publication."),
    )
    documents = StreamField(
        FilesBlock(),
        verbose_name=_("files to download"),
        blank=True,
        help_text=_("Format, weight and language are shown beside each."),
    )

    base_form_class = LibraryItemForm
    rights_panel = MultiFieldPanel(["authors", "licence"], _("Authors and licence"))
    tags_panel = MultiFieldPanel(["audiences", "levels"], _("For whom"))
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("authors"),
        index.FilterField("licence"),
    ]
    # Review first: what nobody reads again becomes wrong.
    settings_panels = [
        *BasePage.settings_panels[:-1],
        MultiFieldPanel([FieldPanel("review_on"), FieldPanel("responsible")], _("Upkeep")),
    ]
    parent_page_types = ["resources.LibraryPage", "resources.ShelfPage"]
    subpage_types: list[str] = []

    api_fields = ["image", "levels", "authors", "licence", "documents"]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> Any:
        """Three people: an author, a reviewer, a publisher."""
        from resources.permissions import LibraryPermissionTester  # noqa: PLC0415  it reads Wagtail Localize's models

        return LibraryPermissionTester(user, self)

    @property
    def picture(self) -> Any:
        return self.social_image or self.image

    @property
    def files(self) -> list[Any]:
        """The documents to download that still exist."""
        return documents_of(self.documents)

    @property
    def deed(self) -> Deed | None:
        """What the licence allows, and where to read it."""
        return DEEDS.get(self.licence)

    @property
    def theme_codes(self) -> list[str]:
        """The themes that lists narrow by; types that have some override it."""
        return list(getattr(self, "themes", []))

    @property
    def level_codes(self) -> list[str]:
        return list(self.levels)

    def gaps(self) -> list[Gap]:
        """A licence, and pictures that say what they show; types add what they need."""
        found = []
        if self.needs_licence and not self.licence:
            found.append(Gap("licence", _("Choose the licence.")))
        if self.image and not says_something(self.image):
            found.append(
                Gap(
                    "image",
                    _("Describe the picture in the image library: its text is a file name."),
                )
            )
        return found

    @property
    def needs_licence(self) -> bool:
        return True

    def for_catalogue(self) -> CatalogueExtra:
        facets: Mapping[Facet, list[str]] = {
            Facet.LEVEL: [level.value for level in in_order(self.level_codes)],
            Facet.THEME: self.theme_codes,
        }
        return CatalogueExtra(facets=facets, card={"licence": self.licence})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from resources import reading  # noqa: PLC0415  it reads these models

        return super().get_context(request, *args, **kwargs) | reading.around(self)


def says_something(image: Any) -> bool:
    """Say whether the picture's description is one, or the picture only decorates."""
    text = image.description.strip()
    return bool(image.is_decorative or (text and not FILE_NAME.search(text)))
