"""Screens of the back office for what is neither a page nor a file."""

from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Menu, Message, NewsletterIssue, Subscriber
from cms.views.issue import SendIssueMixin


def harmless(value: object) -> str:
    """Write what a visitor typed so that a spreadsheet shows it, and computes nothing from it."""
    text = force_str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


class MessageIndexView(IndexView):
    custom_field_preprocess = {
        name: {IndexView.FORMAT_CSV: harmless}
        for name in ("name", "email", "subject", "body", "page_url")
    }


class MessageViewSet(ModelViewSet):
    """What visitors wrote: read it, then say that it is answered."""

    model = Message
    name = "cms_messages"
    index_view_class = MessageIndexView
    menu_label = _("Messages")
    menu_order = 300
    add_to_admin_menu = True
    icon = "mail"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["subject", "kind", "state", "name", "email", "created_at"]
    list_filter = ["state", "kind", "created_at"]
    search_fields = ["subject", "body", "email", "name"]
    list_export = ["created_at", "kind", "state", "name", "email", "subject", "body", "page_url"]
    ordering = ["-created_at"]
    panels = [
        FieldPanel("state"),
        FieldPanel("subject", read_only=True),
        FieldPanel("body", read_only=True),
        FieldPanel("name", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("page_url", read_only=True),
    ]
    form_fields = ["state"]


class SubscriberViewSet(ModelViewSet):
    model = Subscriber
    name = "cms_subscribers"
    menu_label = _("Subscribers")
    icon = "group"
    add_to_admin_menu = False
    copy_view_enabled = False
    list_display = ["email", "language", "asked_at", "confirmed_at", "left_at"]
    list_filter = ["language", "confirmed_at", "left_at"]
    search_fields = ["email"]
    form_fields = ["language"]


class IssueViewSet(SendIssueMixin, ModelViewSet):
    model = NewsletterIssue
    name = "cms_issues"
    menu_label = _("Letters")
    icon = "mail"
    copy_view_enabled = False
    list_display = ["subject", "language", "state", "recipients", "sent_at"]
    list_filter = ["state", "language"]
    search_fields = ["subject"]
    form_fields = ["subject", "introduction", "language", "news"]


class NewsletterGroup(ModelViewSetGroup):
    menu_label = _("Newsletter")
    menu_name = "newsletter"
    menu_icon = "mail"
    menu_order = 310
    items = (IssueViewSet("cms_issues"), SubscriberViewSet("cms_subscribers"))


class MenuViewSet(SnippetViewSet):
    model = Menu
    menu_label = _("Menus")
    icon = "list-ul"
    menu_order = 320
    add_to_settings_menu = True
    list_display = ["slot", "title"]
