"""Questions people ask, by section."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.layout import QuestionsBlock
from cms.models.base import BasePage


class FaqPage(BasePage):
    page_description = _("Questions and their answers, by section.")
    sections = StreamField(QuestionsBlock(), verbose_name=_("questions"), blank=True)

    content_panels = [*BasePage.content_panels, "summary", "sections", "audiences"]
    search_fields = [*BasePage.search_fields, index.SearchField("sections")]

    api_fields = ["sections"]

    class Meta:
        verbose_name = _("frequent questions")
        verbose_name_plural = _("frequent questions")
