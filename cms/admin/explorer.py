"""The list of pages: what an editor looks for in it, and the pages of this site alone."""

from collections.abc import Iterable
from typing import Any

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, PageListingMixin
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from cms.admin import pages
from cms.admin.filters import ExplorerFilterSet, NewsFilterSet
from cms.domain.taxonomy import Audience
from cms.models import NewsPage

NONE = "–"
LACKS = {"summary": gettext_lazy("no summary"), "picture": gettext_lazy("no picture")}


class WordsColumn(Column):
    """Words from a fixed list, in the reader's language, or a dash."""

    empty_value_display = NONE

    def __init__(self, name: str, choices: Iterable[tuple[str, Any]], **options: Any) -> None:
        super().__init__(name, **options)
        self.choices = dict(choices)

    def get_value(self, instance: Any) -> str:
        return ", ".join(str(self.choices.get(key, key)) for key in self.keys(instance))

    def keys(self, instance: Any) -> Iterable[str]:
        return getattr(instance, self.name, None) or ()


class UpkeepColumn(Column):
    """What readers miss on the page, and the day of its review: in words, not by a colour."""

    empty_value_display = NONE

    def get_value(self, instance: Any) -> str:
        said = [str(LACKS[name]) for name in pages.missing(instance)]
        if day := getattr(instance, "review_on", None):
            is_late = instance.live and day <= timezone.localdate()
            sentence = (
                _("review late since %(date)s") if is_late else _("to be reviewed on %(date)s")
            )
            said.append(sentence % {"date": format_date(day, "SHORT_DATE_FORMAT")})
        return ", ".join(said)


OURS = [
    WordsColumn("audiences", Audience.choices, label=gettext_lazy("Audiences"), width="12%"),
    UpkeepColumn("upkeep", label=gettext_lazy("Upkeep"), width="16%"),
]
NEWS = [
    DateColumn(
        "published_at",
        label=gettext_lazy("Published on"),
        sort_key="published_at",
        width="12%",
    ),
]
USUAL = PageListingMixin.base_columns


def _before_status(ours: list[Column], *without: str) -> list[Column]:
    """Return Wagtail's columns with ours before the last one."""
    kept = [column for column in USUAL if column.name not in without]
    return [*kept[:-1], *ours, *kept[-1:]]


class SiteExplorer(ExplorableIndexView):
    base_filterset_class = ExplorerFilterSet
    base_columns = _before_status(OURS)

    @cached_property
    def show_locale_labels(self) -> bool:
        """Tell languages apart wherever a list may hold several."""
        return bool(super().show_locale_labels or self.is_searching_whole_tree)


class NewsExplorer(SiteExplorer):
    base_filterset_class = NewsFilterSet
    base_columns = _before_status([*NEWS, *OURS], "type", "latest_revision_created_at")
    default_ordering = "-published_at"


class SitePageViewSet(PageViewSet):
    """Every page, where no type has its own list."""

    model = Page
    index_view_class = SiteExplorer
    columns = SiteExplorer.base_columns
    filterset_class = ExplorerFilterSet


class NewsViewSet(PageViewSet):
    """Under a list of news: its articles by date."""

    model = NewsPage
    index_view_class = NewsExplorer
    columns = NewsExplorer.base_columns
    filterset_class = NewsFilterSet
    ordering = "-published_at"
