"""Screens of the back office for what is no page: recordings and outside links."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from resources.forms import OutsideLinkForm, RecordingForm
from resources.models import OutsideLink, Recording


class RecordingViewSet(SnippetViewSet):
    model = Recording
    icon = "media"
    menu_label = _("Videos and sounds")
    list_display = ["title", "kind", "format", "language", DateColumn("created_at")]
    list_filter = ["kind", "language"]
    search_fields = ["title"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("title"), FieldPanel("file"), FieldPanel("language")],
        base_form_class=RecordingForm,
    )


class OutsideLinkViewSet(SnippetViewSet):
    model = OutsideLink
    icon = "link"
    menu_label = _("Outside links")
    list_display = ["title", "owner", "subject", "state", DateColumn("checked_at"), "locale"]
    list_filter = ["subject", "state", "locale"]
    list_export = ["title", "url", "owner", "subject", "state", "problem", "moved_to", "checked_at"]
    search_fields = ["title", "url", "owner", "description"]
    copy_view_enabled = False
    edit_handler = ObjectList(OutsideLink.panels, base_form_class=OutsideLinkForm)


class ResourceGroup(SnippetViewSetGroup):
    menu_label = _("Resource centre")
    menu_name = "resources"
    menu_icon = "folder-open-inverse"
    menu_order = 250
    items = (RecordingViewSet, OutsideLinkViewSet)
