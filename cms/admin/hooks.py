"""Tells Wagtail of this package; imported by cms.wagtail_hooks."""

from typing import Any

from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from cms.admin import (
    checks,
    dashboard,
    explorer,
    files,
    guide,
    images,
    languages,
    menus,
    todos,
    translation_buttons,
    translations,
)

urls = (
    [
        path("guide/", guide.contents, name="guide"),
        path("guide/images/<str:filename>", guide.picture, name="guide_picture"),
        path("guide/<slug:slug>/", guide.show, name="guide_page"),
        path("reports/langues/", languages.board, name="languages"),
        path("images/a-decrire/", images.to_describe, name="images_to_describe"),
        path("documents/non-lus/", files.not_read, name="files_not_read"),
    ],
    "cms_admin",
)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("", include(urls))]


@hooks.register("register_admin_viewset")
def explorers() -> list[Any]:
    return [explorer.SitePageViewSet(), explorer.NewsViewSet()]


@hooks.register("insert_global_admin_js")
def name_fields() -> SafeString:
    return format_html(
        '<script type="module" src="{}"></script>', static("js/admin-field-names.js")
    )


# Before those of Wagtail Localize.
hooks.register("register_admin_urls", translations.urls, order=-1)
hooks.register("before_edit_page", translations.say_what_to_read, order=-1)
hooks.register("construct_homepage_panels", dashboard.build)
hooks.register("construct_wagtail_userbar", checks.use_ours)
hooks.register("register_admin_menu_item", menus.guide_item)
hooks.register("register_reports_menu_item", menus.languages_item)
hooks.register("construct_reports_menu", menus.keep_useful_reports)
hooks.register("construct_help_menu", menus.drop_outside_help)
translation_buttons.take_over()
todos.install()
