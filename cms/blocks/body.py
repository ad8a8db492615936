"""The twelve blocks of a body: few, and no layout choices."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.blocks.links import LinkBlock
from cms.blocks.media import DocumentsBlock, FigureBlock, VideoBlock

TEXT = _("Text")
HIGHLIGHT = _("Highlights")
FEATURES = ["h3", "bold", "italic", "ul", "ol", "link", "document-link"]
PASSAGE_LANGUAGES = [
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("pt", "Português"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
]
NOTICE_KINDS = [("info", _("Information")), ("success", _("Good news")), ("warning", _("Warning"))]
RIGHT_TO_LEFT = {"ar", "fa", "he"}


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"), max_length=400)
    author = blocks.CharBlock(label=_("Who says it"), required=False, max_length=90)
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=90)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = TEXT
        template = "cms/blocks/quote.html"
        preview_value = {
            "text": "Nous avons appris à chercher ensemble, mon fils et moi.",
            "author": "Une mère d’élève",
            "role": "atelier de Tergnier",
        }
        description = _("Somebody’s words. Never a child’s full name.")


class FigureItemBlock(blocks.StructBlock):
    value = blocks.CharBlock(label=_("Figure"), max_length=16)
    label = blocks.CharBlock(label=_("What it counts"), max_length=90)


class KeyFiguresBlock(blocks.StructBlock):
    """Figures mean nothing without their date and their source: both are asked."""

    figures = blocks.ListBlock(
        FigureItemBlock(label=_("Figure")), label=_("Figures"), min_num=1, max_num=4
    )
    source = blocks.CharBlock(label=_("Source and date"), max_length=160)

    class Meta:
        icon = "order"
        label = _("Key figures")
        group = HIGHLIGHT
        template = "cms/blocks/key_figures.html"
        preview_value = {
            "figures": [
                {"value": "166", "label": "ateliers tenus"},
                {"value": "54", "label": "écoles et collèges"},
            ],
            "source": "Coordination du département, juin 2026",
        }
        description = _("One to four figures with their date and source.")


class CallToActionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=90)
    text = blocks.TextBlock(label=_("Text"), required=False, max_length=300)
    link = LinkBlock()

    class Meta:
        icon = "pick"
        label = _("Call to action")
        group = HIGHLIGHT
        template = "cms/blocks/call_to_action.html"
        preview_value = {
            "title": "Un atelier près de chez vous",
            "text": "Gratuit, sans inscription préalable.",
            "link": {"url": "/contact/", "label": "Écrire au coordinateur"},
        }
        description = _("One thing to do, with its button.")


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES)


class AccordionBlock(blocks.StructBlock):
    parts = blocks.ListBlock(AccordionItemBlock(label=_("Part")), label=_("Parts"), min_num=1)

    class Meta:
        icon = "collapse-down"
        label = _("Folded text")
        group = TEXT
        template = "cms/blocks/accordion.html"
        preview_value = {
            "parts": [
                {"title": "Faut-il s’inscrire ?", "text": "<p>Non, venez comme vous êtes.</p>"}
            ]
        }
        description = _(
            "Details that only some readers need. It can be found by the browser’s search."
        )


class NoticeBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=NOTICE_KINDS,
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=90)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ul", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        group = HIGHLIGHT
        template = "cms/blocks/notice.html"
        preview_value = {
            "kind": "info",
            "title": "À noter",
            "text": "<p>L’atelier du 12 change de salle.</p>",
        }
        description = _(
            "A few words set apart. The kind is told by a shape and a word, not by colour alone."
        )

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["kind"] = {"success": "ok", "warning": "warn"}.get(value.get("kind"), "info")
        # The shape beside it is for the eye: the word says the same to those who listen.
        context["word"] = dict(NOTICE_KINDS).get(value.get("kind"), "")
        return context


class PassageBlock(blocks.StructBlock):
    """Words in another language: screen readers change their voice, and the direction follows."""

    language = blocks.ChoiceBlock(label=_("Language"), choices=PASSAGE_LANGUAGES)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "ul", "ol", "link"])

    class Meta:
        icon = "globe"
        label = _("Passage in another language")
        group = TEXT
        template = "cms/blocks/passage.html"
        preview_value = {"language": "ar", "text": "<p>مرحبا بكم في المدرسة</p>"}
        description = _("A text in another language, read in that language and in its direction.")

    def get_context(
        self, value: Any, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        context["direction"] = "rtl" if value.get("language") in RIGHT_TO_LEFT else "ltr"
        return context


class TableBlock(TypedTableBlock):
    text = blocks.CharBlock(label=_("Text"), required=False)
    number = blocks.CharBlock(label=_("Number"), required=False)
    rich_text = blocks.RichTextBlock(
        label=_("Text with links"), features=["bold", "link"], required=False
    )

    class Meta:
        icon = "table"
        label = _("Table")
        group = TEXT
        template = "cms/blocks/table.html"
        preview_template = "cms/blocks/previews/table.html"
        description = _("Rows and columns with a caption; for figures and hours, never for layout.")


class BodyBlock(blocks.StreamBlock):
    """What an editor may put in the body of any page."""

    heading = blocks.CharBlock(
        label=_("Heading"),
        icon="title",
        group=TEXT,
        max_length=120,
        template="cms/blocks/heading.html",
        preview_value="Ce qui change à la rentrée",
        description=_("The title of a part of the page."),
    )
    text = blocks.RichTextBlock(
        label=_("Text"),
        icon="pilcrow",
        group=TEXT,
        features=FEATURES,
        template="cms/blocks/text.html",
        preview_value="<p>Trois ateliers ouvrent aux familles <b>chaque semaine</b>.</p>",
        description=_("Paragraphs, lists and links. Short sentences, one idea each."),
    )
    quote = QuoteBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    passage = PassageBlock()
    image = FigureBlock()
    video = VideoBlock()
    documents = DocumentsBlock()
    key_figures = KeyFiguresBlock()
    call_to_action = CallToActionBlock()
    notice = NoticeBlock()

    class Meta:
        template = "cms/blocks/body.html"
        block_counts = {"quote": {"max_num": 3}, "call_to_action": {"max_num": 3}}
