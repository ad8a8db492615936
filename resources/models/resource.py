"""One thing to watch, hear, read or open elsewhere, with what makes it usable by everybody."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.domain.gaps import Gap
from cms.domain.school import Theme
from cms.fields import choice_array
from cms.models.base import CatalogueExtra
from resources.domain.gaps import Contents, gaps_of
from resources.domain.vocabulary import (
    OUTSIDE,
    PLAYED,
    KitTheme,
    ResourceKind,
    duration_of,
)
from resources.fields import LONGEST_CODE, CaptionsField, cues_of
from resources.forms import ResourceForm
from resources.models.base import LibraryItemPage, says_something
from search.document import Facet

THEMES = [
    (_("Mallettes"), KitTheme.choices),
    (_("School projects"), Theme.choices),
]
PLAIN = ["h3", "bold", "italic", "ul", "ol", "link"]
MOST_MINUTES = 6000


class ResourcePage(LibraryItemPage):
    """A resource of any kind; what each kind must have before publication is in `domain.gaps`."""

    base_form_class = ResourceForm
    page_description = _("A video, a podcast, an infographic, a tool sheet, a link…")
    search_kind = "resource"

    kind = models.CharField(_("kind"), max_length=20, choices=ResourceKind)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_MINUTES)],
        help_text=_("How long it lasts, or how long it takes to read."),
    )
    themes = choice_array(THEMES, max_length=LONGEST_CODE, verbose_name=_("themes"))
    recording = models.ForeignKey(
        "resources.Recording",
        verbose_name=_("video or sound"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    captions = CaptionsField(
        _("captions"),
        blank=True,
        help_text=_("In the language of this page, as a WebVTT text. Send a file to fill it."),
    )
    transcript = RichTextField(
        _("transcript"),
        features=PLAIN,
        blank=True,
        help_text=_("All that is said, and what is seen and matters."),
    )
    full_text = RichTextField(
        _("full text of the picture"),
        features=PLAIN,
        blank=True,
        help_text=_("For an infographic: everything it says, in the order it is read."),
    )
    outside_link = models.ForeignKey(
        "resources.OutsideLink",
        verbose_name=_("outside link"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pages",
        help_text=_("For a link or a course: the address is checked every week."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *LibraryItemPage.content_panels,
        MultiFieldPanel(["kind", "minutes", "summary"], _("What it is")),
        "image",
        MultiFieldPanel(
            [
                FieldPanel("recording"),
                FieldPanel("captions_file"),
                FieldPanel("captions"),
                FieldPanel("transcript"),
            ],
            _("Video or sound"),
        ),
        "full_text",
        "body",
        "documents",
        "outside_link",
        MultiFieldPanel(["audiences", "levels", "themes"], _("For whom, about what")),
        LibraryItemPage.rights_panel,
    ]
    search_fields = [
        *LibraryItemPage.search_fields,
        index.SearchField("body"),
        index.SearchField("transcript"),
        index.SearchField("full_text"),
        index.FilterField("kind"),
    ]

    api_fields = [
        *LibraryItemPage.api_fields,
        "kind",
        "minutes",
        "themes",
        "transcript",
        "full_text",
        "body",
    ]

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    @property
    def is_played(self) -> bool:
        return self.kind in PLAYED

    @property
    def is_outside(self) -> bool:
        return self.kind in OUTSIDE

    @property
    def has_captions(self) -> bool:
        return bool(cues_of(self.captions))

    @property
    def languages(self) -> list[str]:
        """Languages in which something of it can be read or heard; the page's own first."""
        spoken = [self.recording.language] if self.recording else []
        written = [document.language for document in self.files]
        return list(dict.fromkeys([self.locale.language_code, *spoken, *written]))

    @property
    def weight(self) -> int:
        """Bytes of all that can be downloaded from it."""
        sizes = [document.get_file_size() or 0 for document in self.files]
        return sum(sizes) + (self.recording.file_size if self.recording else 0)

    @property
    def needs_licence(self) -> bool:
        return not self.is_outside  # what others made is theirs

    def gaps(self) -> list[Gap]:
        contents = Contents(
            kind=self.kind,
            has_recording=self.recording is not None,
            is_video=bool(self.recording and self.recording.is_video),
            has_captions=self.has_captions,
            has_transcript=has_words(self.transcript),
            has_picture=self.image is not None,
            is_picture_described=bool(
                self.image and not self.image.is_decorative and says_something(self.image)
            ),
            has_full_text=has_words(self.full_text),
            has_words=bool(self.body or self.files),
            has_link=self.outside_link is not None,
        )
        ours = gaps_of(contents)
        told = {gap.field for gap in ours}
        return [*(gap for gap in super().gaps() if gap.field not in told), *ours]

    def for_catalogue(self) -> CatalogueExtra:
        base = super().for_catalogue()
        step = duration_of(self.minutes)
        return CatalogueExtra(
            facets={
                **base.facets,
                Facet.MEDIA: [self.kind],
                Facet.DURATION: [str(step)] if step else [],
            },
            card={
                **base.card,
                "media": self.kind,
                "has_captions": self.has_captions,
                "has_transcript": bool(self.transcript),
            },
            figures={"minutes": self.minutes} if self.minutes else {},
            words=f"{self.transcript} {self.full_text}",
            attached="\n".join(cue.text for cue in cues_of(self.captions)),
        )


def has_words(html: str) -> bool:
    """Say whether a rich text holds a word; an empty paragraph is none."""
    return bool(strip_tags(html).strip())
