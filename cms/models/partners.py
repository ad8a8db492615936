"""Those who help: logos with a name, a sentence and a link."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.layout import PartnersBlock
from cms.models.base import BasePage


class PartnersPage(BasePage):
    page_description = _("Those who help, with their logos and links.")
    groups = StreamField(PartnersBlock(), verbose_name=_("partners"), blank=True)

    content_panels = [*BasePage.content_panels, "summary", "groups"]
    search_fields = [*BasePage.search_fields, index.SearchField("groups")]

    api_fields = ["groups"]

    class Meta:
        verbose_name = _("partners")
        verbose_name_plural = _("partners")
