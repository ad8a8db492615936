"""Status board: each page of the site in each language, and what its translation waits for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, gettext as _, ngettext
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

PAGE = 40
MACHINE = StringTranslation.TRANSLATION_TYPE_MACHINE
type Key = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A page in one language: a word, and where to go on."""

    state: str  # missing | draft | machine | late | ready
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How many sentences of an original wait for words, and how many for a reader."""

    missing: int = 0
    by_machine: int = 0


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the pages written in the site's first language: as many queries whatever it holds."""
    if not policy_registry.get_by_type(Page).user_has_any_permission(
        request.user, ["add", "change", "publish"]
    ):
        raise PermissionDenied
    first, *others = [code for code, _name in settings.LANGUAGES]
    originals = (
        Page.objects.filter(locale__language_code=first, depth__gt=1, alias_of=None)
        .select_related("content_type")
        .order_by("path")
    )
    shown = Paginator(originals, PAGE).get_page(request.GET.get("p"))
    context: dict[str, Any] = {
        "page": shown,
        "languages": [get_language_info(code)["name_local"].capitalize() for code in others],
        "rows": rows_of(list(shown), others),
        "header_title": _("Languages of the pages"),
        "page_title": _("Languages of the pages"),
        "header_icon": "wagtail-localize-language",
    }
    return render(request, "cms/admin/languages.html", context)


def rows_of(pages: list[Page], languages: list[str]) -> list[dict[str, Any]]:
    """Return one row a page, one cell a language: four queries."""
    keys = [page.translation_key for page in pages]
    versions = {
        (version.translation_key, version.locale.language_code): version
        for version in Page.objects.filter(
            translation_key__in=keys, locale__language_code__in=languages
        ).select_related("locale")
    }
    progress = progress_of(keys, languages)
    synced = dict(
        TranslationSource.objects.filter(object_id__in=keys).values_list(
            "object_id", "last_updated_at"
        )
    )
    return [
        {
            "page": page,
            "cells": [
                cell_of(page, language, versions, progress, synced) for language in languages
            ],
        }
        for page in pages
    ]


def cell_of(
    page: Page,
    language: str,
    versions: Mapping[Key, Page],
    progress: Mapping[Key, Progress],
    synced: Mapping[UUID, Any],
) -> Cell:
    key = (page.translation_key, language)
    version = versions.get(key)
    if version is None:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return Cell("missing", _("Translate"), url)
    url = reverse("wagtailadmin_pages:edit", args=[version.pk])
    done = progress.get(key, Progress())
    last_sync = synced.get(page.translation_key)
    if done.by_machine:
        text = ngettext(
            "%(count)s sentence of a machine to read",
            "%(count)s sentences of a machine to read",
            done.by_machine,
        )
        return Cell("machine", text % {"count": done.by_machine}, url)
    if done.missing:
        text = ngettext(
            "%(count)s sentence to translate", "%(count)s sentences to translate", done.missing
        )
        return Cell("draft", text % {"count": done.missing}, url)
    if last_sync and page.last_published_at and page.last_published_at > last_sync:
        return Cell("late", _("Out of date: the original has changed"), url)
    if not version.live:
        return Cell("draft", _("Translated, not published"), url)
    return Cell("ready", _("Up to date"), url)


def progress_of(keys: Iterable[UUID], languages: Iterable[str]) -> dict[Key, Progress]:
    """Count, for each page and language, what has no words yet and what only a machine wrote."""
    found: dict[Key, Progress] = {}
    for language in languages:
        told = StringTranslation.objects.filter(
            translation_of=OuterRef("string_id"),
            context=OuterRef("context_id"),
            locale__language_code=language,
            has_error=False,
        )
        segments = StringSegment.objects.filter(
            source__object_id__in=keys,
            source__translations__target_locale__language_code=language,
            source__translations__enabled=True,
        )
        missing = _counted(segments.exclude(Exists(told)))
        by_machine = _counted(segments.filter(Exists(told.filter(translation_type=MACHINE))))
        for key in {*missing, *by_machine}:
            found[key, language] = Progress(missing.get(key, 0), by_machine.get(key, 0))
    return found


def _counted(segments: Any) -> dict[UUID, int]:
    rows = segments.order_by().values_list("source__object_id").annotate(number=Count("pk"))
    return dict(rows)
