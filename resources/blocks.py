"""Blocks of one page type: sections of a mallette, steps and budget of a fiche projet."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.body import FEATURES, QuoteBlock
from cms.blocks.layout import StepBlock
from cms.blocks.media import FigureBlock
from resources.domain.vocabulary import KitTheme

# By name: these pages' models import this module.
RESOURCE = "resources.ResourcePage"
LINKABLE = [
    "resources.ProjectSheetPage",
    RESOURCE,
    "resources.KitPage",
    "resources.BeliefPage",
    "resources.GuidePage",
]


class KitItemBlock(blocks.StructBlock):
    """A resource in a mallette; the same resource may be in several."""

    resource = blocks.PageChooserBlock(label=_("Resource"), page_type=RESOURCE)
    note = blocks.CharBlock(
        label=_("Note"),
        required=False,
        max_length=200,
        help_text=_("What it is for in this mallette: when to use it, with whom."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Item")


class KitSectionBlock(blocks.StructBlock):
    """A part of a mallette, about one theme."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    theme = blocks.ChoiceBlock(label=_("Theme"), choices=KitTheme.choices, required=False)
    introduction = blocks.TextBlock(label=_("Introduction"), required=False, max_length=400)
    items = blocks.ListBlock(KitItemBlock(label=_("Item")), label=_("Items"), min_num=1)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Section")


class KitSectionsBlock(blocks.StreamBlock):
    section = KitSectionBlock()


class SheetStepsBlock(blocks.StreamBlock):
    step = StepBlock()

    class Meta:
        max_num = 10


class BudgetLineBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What is paid for"), max_length=120)
    euros = blocks.IntegerBlock(
        label=_("Usual amount in euros"), required=False, min_value=0, max_value=1_000_000
    )
    note = blocks.CharBlock(label=_("How to pay less"), required=False, max_length=200)

    class Meta:
        icon = "order"
        label = _("Line")


class BudgetBlock(blocks.StreamBlock):
    line = BudgetLineBlock()

    class Meta:
        max_num = 20


class HelperBlock(blocks.StructBlock):
    """Somebody who helps with such a project."""

    name = blocks.CharBlock(label=_("Name"), max_length=120)
    text = blocks.CharBlock(label=_("What they bring"), required=False, max_length=200)
    url = blocks.URLBlock(label=_("Site"), required=False)

    class Meta:
        icon = "group"
        label = _("Partner")


class HelpersBlock(blocks.StreamBlock):
    partner = HelperBlock()

    class Meta:
        max_num = 20


class TestimoniesBlock(blocks.StreamBlock):
    testimony = QuoteBlock(label=_("Testimony"))

    class Meta:
        max_num = 8


class PicturesBlock(blocks.StreamBlock):
    picture = FigureBlock(label=_("Picture"))

    class Meta:
        max_num = 12


class FilesBlock(blocks.StreamBlock):
    """Files to download; their language, format and size are shown beside them."""

    document = DocumentChooserBlock(label=_("Document"))

    class Meta:
        max_num = 20


class LinkedBlock(blocks.StreamBlock):
    """Other pages of the resource centre that go with this one."""

    page = blocks.PageChooserBlock(label=_("Page"), page_type=LINKABLE)

    class Meta:
        max_num = 12


class AdviceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Recommendation")


class AdvicesBlock(blocks.StreamBlock):
    advice = AdviceBlock()


def documents_of(stream: Any) -> list[Any]:
    """Return the files of a stream that still exist."""
    return [block.value for block in stream if block.value]
