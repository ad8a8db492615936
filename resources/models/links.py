"""Good sites elsewhere, by subject: who keeps them, and whether they still answer."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin

from cms.domain.taxonomy import Audience
from cms.fields import choice_array
from cms.models import BasePage
from cms.models.base import CatalogueExtra
from resources.domain.links import LinkState
from resources.domain.vocabulary import Subject
from resources.fields import levels_field


class OutsideLinkQuerySet(models.QuerySet["OutsideLink"]):
    def shown(self) -> Self:
        """What readers see: a dead link leaves the lists by itself."""
        return self.filter(is_shown=True).exclude(state=LinkState.DEAD)

    def due(self, *, before: datetime) -> Self:
        """Those not checked since then, the longest ago first; the dead may come back to life."""
        old = models.Q(checked_at__isnull=True) | models.Q(checked_at__lt=before)
        return self.filter(old).order_by(models.F("checked_at").asc(nulls_first=True), "pk")


class OutsideLink(TranslatableMixin, models.Model):  # type: ignore[django-manager-missing]  # Wagtail's page managers have no types
    """One address elsewhere. The weekly check writes its state; editors write the rest."""

    title = models.CharField(_("title"), max_length=160)
    url = models.URLField(_("address"), max_length=500)
    owner = models.CharField(_("who keeps this site"), max_length=160)
    subject = models.CharField(_("subject"), max_length=20, choices=Subject)
    description = models.TextField(_("what is found there"), max_length=300, blank=True)
    audiences = choice_array(Audience.choices, verbose_name=_("audiences"))
    levels = levels_field()
    language = models.CharField(_("language of the site"), max_length=10, default="fr")
    is_shown = models.BooleanField(
        _("in the directory"),
        default=True,
        help_text=_("Untick to keep it for the resources that use it, out of the directory."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=LinkState,
        default=LinkState.UNCHECKED,
        editable=False,
    )
    checked_at = models.DateTimeField(_("last check"), null=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    problem = models.CharField(_("what happened"), max_length=200, blank=True, editable=False)
    moved_to = models.URLField(_("new address"), max_length=500, blank=True, editable=False)

    objects = OutsideLinkQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldPanel("owner"),
        FieldPanel("description"),
        MultiFieldPanel(["subject", "audiences", "levels", "language"], _("Tags")),
        FieldPanel("is_shown"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("outside link")
        verbose_name_plural = _("outside links")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["url", "locale"],
                name="outside_link_once_by_language",
                violation_error_message=_("This address is in the directory already."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class LinkDirectoryPage(BasePage):
    """All the outside links of the site by subject."""

    page_description = _("The directory of outside links; it fills itself.")
    search_kind = "links"
    parent_page_types = ["resources.LibraryPage"]
    max_count_per_parent = 1
    subpage_types: list[str] = []

    introduction = models.TextField(_("introduction"), max_length=500, blank=True)

    content_panels = [*BasePage.content_panels, "summary", "introduction", "audiences"]

    api_fields = ["introduction"]

    class Meta:
        verbose_name = _("directory of links")
        verbose_name_plural = _("directories of links")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from resources import reading  # noqa: PLC0415  it reads these models

        return super().get_context(request, *args, **kwargs) | reading.directory(self, request)

    def for_catalogue(self) -> CatalogueExtra:
        links = OutsideLink.objects.shown().filter(locale=self.locale_id)
        words = links.values_list("title", "description", "owner")
        return CatalogueExtra(words="\n".join(" ".join(row) for row in words))
