"""Links to a page, a document or an address, and the menus made of them."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Page

from cms.visibility import visible


class LinkValue(blocks.StructValue):
    """A link ready for a template: `href` and `text`.

    A page that visitors may not read is neither named nor led to.
    """

    @cached_property
    def target(self) -> Page | None:
        """The chosen page in the reader's language, once it is public."""
        page = self.get("page")
        shown = page.localized if page is not None and page.live else None
        return shown if shown and visible().filter(pk=shown.pk).exists() else None

    @property
    def href(self) -> str:
        if self.get("page") is None:
            return str(self.get("url") or "")
        return str(self.target.url or "") if self.target else ""

    @property
    def text(self) -> str:
        if label := self.get("label"):
            return str(label)
        if self.get("page") is None:
            return str(self.get("url") or "")
        return self.target.title if self.target else ""

    @property
    def is_outside(self) -> bool:
        return self.get("page") is None and self.href.startswith(("http://", "https://"))


class LinkBlock(blocks.StructBlock):
    """A page of this site, or an address; one of them, not both."""

    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.CharBlock(
        label=_("Or address"),
        required=False,
        max_length=500,
        help_text=_("https://… for another site, /… for this one."),
    )
    label = blocks.CharBlock(
        label=_("Text of the link"),
        required=False,
        max_length=90,
        help_text=_("It must make sense alone: not “click here”. Empty: the title of the page."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_required = kwargs.get("required", True)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        url = value.get("url") or ""
        if value.get("page") and url:
            raise StructBlockValidationError(
                block_errors={"url": ValidationError(_("Choose a page or an address, not both."))}
            )
        if url and not url.startswith(("https://", "http://", "/", "#", "mailto:", "tel:")):
            raise StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("Start with https://, with / or with mailto:."))
                }
            )
        if self.is_required and not self.is_deferred_validation and not (value.get("page") or url):
            raise StructBlockValidationError(
                block_errors={"page": ValidationError(_("Choose where the link leads."))}
            )
        return value


class MenuItemBlock(LinkBlock):
    is_action = blocks.BooleanBlock(
        label=_("Highlighted"), required=False, help_text=_("One at most: it looks like a button.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue


class MenuItemsBlock(blocks.StreamBlock):
    """The links of one menu or footer column."""

    link = MenuItemBlock()

    class Meta:
        max_num = 8
