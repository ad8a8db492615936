"""The plumbing in the back office of the national site: alerts, jobs, mail, audit log."""

from typing import Any

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from tenants.views import audit, mail, watching, webhooks
from tenants.views.staff import NationalItem

urls = (
    [
        path("alertes/", watching.list_alerts, name="alerts"),
        path("alertes/<int:pk>/", watching.resolve_alert, name="resolve_alert"),
        path("taches/", watching.list_jobs, name="jobs"),
        path("taches/lancer/", watching.run_job, name="run_job"),
        path("taches/<uuid:pk>/", watching.retry_task, name="retry_task"),
        path("courrier/", mail.list_mail, name="outbox"),
        path("courrier/<int:pk>/", mail.retry_mail, name="retry_mail"),
        path("messages/", mail.list_texts, name="mail_texts"),
        path("messages/<str:kind>/<str:language>/", mail.edit_text, name="mail_text"),
        path("messages/<str:kind>/<str:language>/apercu/", mail.preview_text, name="preview"),
        path("webhooks/", webhooks.list_webhooks, name="webhooks"),
        path("webhooks/<int:pk>/", webhooks.change_webhook, name="webhook"),
        path("webhooks/<int:pk>/secret/", webhooks.rotate, name="rotate_webhook"),
        path("webhooks/envois/<int:pk>/", webhooks.replay, name="replay_webhook"),
        path("journal/", audit.list_entries, name="audit"),
    ],
    "plumbing",
)


def _item(label: Any, name: str, icon: str, permission: str, order: int) -> NationalItem:
    return NationalItem(
        label,
        reverse_lazy(f"plumbing:{name}"),
        name=f"plumbing-{name}",
        icon_name=icon,
        permission=permission,
        order=order,
    )


@hooks.register("register_admin_urls")
def plumbing_urls() -> list[URLResolver]:
    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")
def plumbing_menu() -> MenuItem:
    items = [
        _item(_("Alerts"), "alerts", "warning", "tenants.view_alert", 10),
        _item(_("Jobs and tasks"), "jobs", "time", "tenants.view_jobrun", 20),
        _item(_("Outbox"), "outbox", "mail", "tenants.view_mail", 30),
        _item(_("Texts of messages"), "mail_texts", "edit", "tenants.view_mailtext", 40),
        _item(_("Webhooks"), "webhooks", "link", "tenants.change_webhook", 45),
        _item(_("Audit log"), "audit", "history", "tenants.view_auditentry", 50),
    ]
    return SubmenuMenuItem(
        _("Platform"), Menu(items=items), name="plumbing", icon_name="cogs", order=9_000
    )
