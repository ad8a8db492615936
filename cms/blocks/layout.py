"""Blocks of one page type: the doors and steps of the home, questions, partners."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.body import FEATURES, KeyFiguresBlock
from cms.blocks.links import LinkBlock
from cms.domain.taxonomy import Scene


class DoorBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=40)
    text = blocks.CharBlock(label=_("Text"), max_length=90)
    link = LinkBlock()
    scene = blocks.ChoiceBlock(label=_("Collage"), choices=Scene.choices, default=Scene.HANDS)

    class Meta:
        icon = "home"
        label = _("Door")


class DoorsBlock(blocks.StreamBlock):
    """The two ways in: more would be a menu."""

    door = DoorBlock()

    class Meta:
        max_num = 2


class FiguresBlock(blocks.StreamBlock):
    key_figures = KeyFiguresBlock()

    class Meta:
        max_num = 1


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.TextBlock(label=_("Text"), max_length=240)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(blocks.StreamBlock):
    step = StepBlock()

    class Meta:
        max_num = 4


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Question"), max_length=160)
    answer = blocks.RichTextBlock(label=_("Answer"), features=FEATURES)


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=90)
    questions = blocks.ListBlock(
        QuestionBlock(label=_("Question")), label=_("Questions"), min_num=1
    )

    class Meta:
        icon = "help"
        label = _("Section")


class QuestionsBlock(blocks.StreamBlock):
    section = SectionBlock()


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    logo = ImageChooserBlock(label=_("Logo"), required=False)
    text = blocks.TextBlock(label=_("What they do with us"), required=False, max_length=300)
    url = blocks.URLBlock(label=_("Site"), required=False)


class PartnerGroupBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=90)
    partners = blocks.ListBlock(PartnerBlock(label=_("Partner")), label=_("Partners"), min_num=1)

    class Meta:
        icon = "group"
        label = _("Group of partners")


class PartnersBlock(blocks.StreamBlock):
    group = PartnerGroupBlock()
