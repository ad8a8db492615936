"""Idées reçues: true or false about children and screens, answered by somebody who knows."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.domain.gaps import Gap
from cms.fields import choice_array
from cms.models.base import CatalogueExtra
from resources.domain.vocabulary import KitTheme, Verdict
from resources.fields import LONGEST_CODE
from resources.models.base import LibraryItemPage
from resources.models.resource import PLAIN
from tenants.models import TenantType


def to_resource(label: Any, text: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        "resources.ResourcePage",
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=text,
    )


class BeliefPage(LibraryItemPage):
    """A statement that one hears, and what it is worth. The title is the statement."""

    page_description = _("An idée reçue: a statement, its nuance, a conference.")
    tenant_types = frozenset({TenantType.NATIONAL})
    search_kind = "belief"

    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    verdict = models.CharField(
        _("what it is worth"), max_length=10, choices=Verdict, default=Verdict.NUANCED
    )
    nuance = RichTextField(
        _("nuance"), features=PLAIN, blank=True, help_text=_("The answer in a few sentences.")
    )
    themes = choice_array(KitTheme.choices, max_length=LONGEST_CODE, verbose_name=_("themes"))
    speaker = models.CharField(_("speaker"), max_length=120, blank=True)
    speaker_role = models.CharField(_("who the speaker is"), max_length=200, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("to go further"), blank=True)
    replay = to_resource(_("replay"), _("A resource of the kind “Conference”."))
    extract = to_resource(_("extract"), _("A short video to open a debate."))
    tool_sheet = to_resource(_("tool sheet"), _("A resource of the kind “Tool sheet”."))
    conference_starts_at = models.DateTimeField(_("conference starts"), null=True, blank=True)
    conference_ends_at = models.DateTimeField(_("conference ends"), null=True, blank=True)
    conference_place = models.CharField(
        _("where"), max_length=200, blank=True, help_text=_("A room, or “online”.")
    )
    conference_url = models.URLField(_("address to follow it"), blank=True)

    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(["number", "verdict", "summary", "nuance"], _("The answer")),
        "image",
        MultiFieldPanel(["speaker", "speaker_role"], _("Speaker")),
        MultiFieldPanel(
            [
                PageChooserPanel("replay", "resources.ResourcePage"),
                PageChooserPanel("extract", "resources.ResourcePage"),
                PageChooserPanel("tool_sheet", "resources.ResourcePage"),
            ],
            _("To watch and to use"),
        ),
        MultiFieldPanel(
            ["conference_starts_at", "conference_ends_at", "conference_place", "conference_url"],
            _("Upcoming conference"),
        ),
        "body",
        "documents",
        MultiFieldPanel(["audiences", "levels", "themes"], _("For whom, about what")),
        LibraryItemPage.rights_panel,
    ]
    search_fields = [
        *LibraryItemPage.search_fields,
        index.SearchField("nuance"),
        index.SearchField("body"),
    ]

    api_fields = [
        *LibraryItemPage.api_fields,
        "number",
        "verdict",
        "nuance",
        "themes",
        "speaker",
        "speaker_role",
        "body",
        "replay",
        "extract",
        "tool_sheet",
        "conference_starts_at",
        "conference_ends_at",
        "conference_place",
        "conference_url",
    ]

    class Meta:
        verbose_name = _("idée reçue")
        verbose_name_plural = _("idées reçues")

    def clean(self) -> None:
        super().clean()
        starts, ends = self.conference_starts_at, self.conference_ends_at
        if ends and (starts is None or ends <= starts):
            raise ValidationError(
                {"conference_ends_at": _("The conference ends after it starts: check both hours.")}
            )

    def has_upcoming(self, at: datetime | None = None) -> bool:
        """Say whether the conference is still to come, or being held."""
        over = self.conference_ends_at or self.conference_starts_at
        return over is not None and over > (at or timezone.now())

    def gaps(self) -> list[Gap]:
        found = super().gaps()
        if not strip_tags(self.nuance).strip():
            found.append(Gap("nuance", _("Write the nuance: what the statement is worth.")))
        return found

    def for_catalogue(self) -> CatalogueExtra:
        base = super().for_catalogue()
        return CatalogueExtra(
            facets=base.facets,
            card={**base.card, "verdict": self.verdict, "number": self.number},
            words=f"{self.nuance} {self.speaker} {self.speaker_role}",
        )
