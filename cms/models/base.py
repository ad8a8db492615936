"""What every page of every site has (docs/adr/0003)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms.domain.gaps import Gap
from cms.domain.taxonomy import Audience
from cms.fields import choice_array
from search.document import Facet
from tenants.context import current_tenant
from tenants.models import TenantType

EVERYWHERE = frozenset(TenantType)


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueExtra:
    """What the catalogue keeps of one type of page, beyond what it keeps of all."""

    facets: Mapping[Facet, list[str]] = field(default_factory=dict)
    card: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    words: str = ""  # searched beside the blocks; HTML is allowed
    attached: str = ""  # what is heard or handed over, searched too


class BasePage(Page):
    """Editorial fields, SEO and search flags.

    Abstract, so that each type keeps one table of its own.
    """

    # Types of sites on which an editor may create this page.
    tenant_types: ClassVar[frozenset[TenantType]] = EVERYWHERE
    # Kind of the page's entry in the catalogue.
    search_kind: ClassVar[str] = "page"
    show_in_menus_default = False

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences: shown in lists, in search results and when shared."),
    )
    audiences = choice_array(
        Audience.choices,
        verbose_name=_("audiences"),
        help_text=_("Who this page speaks to. Nobody ticked means everybody."),
    )
    social_image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("image when shared"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "At least 1200 × 630 pixels. Otherwise the page's picture, then the site's, is used."
        ),
    )
    responsible = models.CharField(
        _("kept up to date by"),
        max_length=120,
        blank=True,
        help_text=_("A team rather than a person."),
    )
    review_on = models.DateField(
        _("to be reviewed on"),
        null=True,
        blank=True,
        help_text=_("The page then appears in “To do”."),
    )
    is_searchable = models.BooleanField(
        _("in the search of the sites"),
        default=True,
        help_text=_("Untick to keep the page out of search, lists and feeds of all sites."),
    )
    is_found = models.BooleanField(
        _("found by what is typed"),
        default=True,
        help_text=_("Untick to keep it out of search alone: lists, menus and feeds still show it."),
    )
    is_indexed = models.BooleanField(
        _("in search engines"),
        default=True,
        help_text=_("Untick to ask outside engines to leave it out."),
    )

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.FilterField("audiences"),
    ]
    promote_panels = [
        MultiFieldPanel(
            ["slug", "seo_title", "search_description", "social_image"],
            _("For search engines and sharing"),
        ),
        MultiFieldPanel(
            ["is_searchable", "is_found", "is_indexed", "show_in_menus"], _("Where it shows")
        ),
    ]
    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("responsible"), FieldPanel("review_on")], _("Upkeep")),
    ]

    class Meta:
        abstract = True

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Refuse, beside Wagtail's own rules, a page that does not belong to this type of site."""
        tenant = current_tenant()
        fits = tenant is None or tenant.type in cls.tenant_types
        return bool(fits and super().can_create_at(parent))

    @property
    def picture(self) -> Any:
        """The image that stands for the page in lists and when shared.

        Types with an image override it.
        """
        return self.social_image

    @property
    def description(self) -> str:
        """One sentence for engines and cards."""
        return self.search_description or self.summary

    def gaps(self) -> list[Gap]:
        """Say what is missing before anybody may read the page; types override it."""
        return []

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish, or raise PublicationRefused and change nothing."""
        from cms import publication  # noqa: PLC0415  it reads tables of other apps

        publication.refuse_unready(revision.as_object(), log_action=kwargs.get("log_action", True))
        return super().publish(revision, *args, **kwargs)

    def for_catalogue(self) -> CatalogueExtra:
        """Say what lists narrow by and cards show of this type; types of other apps override it."""
        return CatalogueExtra()

    def permissions_for_user(self, user: Any) -> Any:
        """A machine's translation is read before it is published."""
        from cms.translation_review import permissions  # noqa: PLC0415  it reads Wagtail Localize's models

        return permissions(self, user)

    def _update_descendant_url_paths(self, old_url_path: str, new_url_path: str) -> None:
        """Called by save() in its transaction: the catalogue follows in the same one."""
        from cms import upkeep  # noqa: PLC0415  upkeep reads page types

        super()._update_descendant_url_paths(old_url_path, new_url_path)
        upkeep.refresh_subtree(self)

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> TemplateResponse:
        """Ask for the password, and say nothing of the page: neither its title nor its picture."""
        template = settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
        return TemplateResponse(request, template, {"form": form, "action_url": action_url})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.seo import describe  # noqa: PLC0415  the description reads page types, which import this module

        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["meta"] = describe(self, request)
        return context
