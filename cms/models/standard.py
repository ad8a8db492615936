"""The page for everything that has no form of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks.body import BodyBlock
from cms.models.base import BasePage


class StandardPage(BasePage):
    """A text with its pictures, and the pages under it."""

    page_description = _("Any other text, with the pages under it.")
    image = models.ForeignKey(
        "cms.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    lists_children = models.BooleanField(_("list the pages below"), default=False)

    content_panels = [
        *BasePage.content_panels,
        "summary",
        "image",
        "body",
        "lists_children",
        "audiences",
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    api_fields = ["image", "body", "lists_children"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    @property
    def picture(self) -> object:
        return self.social_image or self.image
