"""Report: what of the library is incomplete or not read again, as a list and a spreadsheet."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, ModelChoiceFilter, MultipleChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, LocaleColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page

from cms.admin.explorer import UpkeepColumn
from resources import incomplete
from resources.todos import URGENT

LACKS = [
    ("urgent", _("What readers cannot do without")),
    ("captions", _("Captions")),
    ("transcript", _("Recording or transcript")),
    ("full_text", _("Picture or its full text")),
    ("licence", _("Licence")),
    ("link", _("Outside link that works")),
    ("summary", _("Summary")),
    ("review", _("A review date to come")),
]


class IncompleteFilters(WagtailFilterSet):
    lacks = MultipleChoiceFilter(
        label=_("Lacks"), choices=LACKS, method="with_lack", widget=CheckboxSelectMultiple
    )
    state = ChoiceFilter(
        label=_("State"),
        choices=[("live", _("Published")), ("draft", _("Draft"))],
        method="with_state",
        empty_label=_("All"),
    )
    locale = ModelChoiceFilter(label=_("Language"), queryset=Locale.objects.all())

    class Meta:
        model = Page
        fields: list[str] = []

    def with_lack(self, rows: Any, _name: str, value: list[str]) -> Any:
        names = [*value, *(URGENT if "urgent" in value else [])]
        found = incomplete.lacking(names, today=timezone.localdate())
        return rows.filter(pk__in=found.order_by().values("pk")) if value else rows

    def with_state(self, rows: Any, _name: str, value: str) -> Any:
        return rows.filter(live=value == "live")


class GapsColumn(Column):
    """What the page lacks before it may be published, in words."""

    def get_value(self, instance: Any) -> str:
        return " ".join(str(gap.message) for gap in instance.gaps()) or "–"


class IncompleteReport(ReportView):
    """Every page that lacks something, and what."""

    model = Page
    page_title = _("Resources to complete")
    header_icon = "warning"
    index_url_name = "resources_admin:incomplete"
    index_results_url_name = "resources_admin:incomplete_results"
    any_permission_required = ["change", "publish"]
    filterset_class = IncompleteFilters
    default_ordering = "title"
    is_searchable = False
    columns = [
        TitleColumn("title", label=_("Title"), url_name="wagtailadmin_pages:edit"),
        Column("kind", label=_("Type"), accessor=lambda page: page._meta.verbose_name),
        LocaleColumn(),
        Column("state", label=_("State"), accessor="status_string"),
        GapsColumn("gaps", label=_("Before publication")),
        UpkeepColumn("upkeep", label=_("Upkeep")),
    ]
    list_export = ["title", "locale", "live", "review_on", "responsible", "full_url"]
    export_headings = {
        "title": _("Title"),
        "locale": _("Language"),
        "live": _("Published"),
        "review_on": _("To be reviewed on"),
        "responsible": _("Kept up to date by"),
        "full_url": _("Address"),
    }

    def get_filename(self) -> str:
        return "ressources-a-completer"

    def get_base_queryset(self) -> Any:
        rows = incomplete.lacking(today=timezone.localdate())
        return rows.select_related("locale").specific()
