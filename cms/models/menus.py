"""Menus and footer columns that editors arrange, one set for each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from cms.blocks.links import MenuItemsBlock


class MenuSlot(models.TextChoices):
    MAIN = "main", _("Main menu")
    FOOTER_1 = "footer-1", _("Footer, first column")
    FOOTER_2 = "footer-2", _("Footer, second column")
    FOOTER_3 = "footer-3", _("Footer, third column")
    FOOTER_4 = "footer-4", _("Footer, fourth column")


class Menu(TranslatableMixin, models.Model):
    """One list of links; read through `cms.frame`, which keeps all of them in the cache."""

    slot = models.CharField(_("place"), max_length=10, choices=MenuSlot)
    title = models.CharField(
        _("title"), max_length=40, blank=True, help_text=_("Shown above a footer column.")
    )
    items = StreamField(MenuItemsBlock(), verbose_name=_("links"), blank=True)

    panels = [FieldPanel("slot"), FieldPanel("title"), FieldPanel("items")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        constraints = [models.UniqueConstraint(fields=["slot", "locale"], name="menu_one_per_slot")]

    def __str__(self) -> str:
        return str(self.get_slot_display())
