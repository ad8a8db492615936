"""How editors narrow a list of pages: state, review, audience, what is missing, type, language."""

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ChoiceFilter, DateFromToRangeFilter, MultipleChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, MultipleContentTypeFilter
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.models import Page

from cms.admin import pages
from cms.domain.taxonomy import Audience, Topic
from cms.models import NewsPage
from tenants.context import current_tenant

SOON = timedelta(days=30)
STATES: dict[str, Q] = {
    "live": Q(live=True),
    "draft": Q(live=False) | Q(has_unpublished_changes=True),
    "scheduled": Q(_revisions__approved_go_live_at__isnull=False),
    "expiring": Q(live=True, expire_at__isnull=False),
    "withdrawn": Q(live=False, first_published_at__isnull=False),
}
STATE_LABELS = [
    ("live", _("Published")),
    ("draft", _("Draft, or changes not published")),
    ("scheduled", _("Publication planned")),
    ("expiring", _("End of publication planned")),
    ("withdrawn", _("No longer published")),
]
REVIEWS = [("late", _("Late")), ("soon", _("Within 30 days")), ("none", _("No date"))]
GAPS = [("summary", _("Summary")), ("picture", _("Picture"))]


def types_of_this_site(_request: Any) -> QuerySet[ContentType]:
    """Return the page types that this site may have: the others would always be empty."""
    tenant = current_tenant()
    models = pages.site_page_models(tenant.type) if tenant else []
    found = ContentType.objects.get_for_models(*models).values()
    return ContentType.objects.filter(pk__in=[kind.pk for kind in found]).order_by("model")


def one_of(label: Any, choices: Any, method: str) -> ChoiceFilter:
    return ChoiceFilter(
        label=label, choices=choices, method=method, empty_label=_("All"), widget=RadioSelect
    )


class SitePageFilterSet(PageFilterSet):
    """Wagtail's, less the site and the owner (a schema has one site), plus ours."""

    site = owner = has_child_pages = None
    state = one_of(_("State"), STATE_LABELS, "with_state")
    review = one_of(_("To be reviewed"), REVIEWS, "with_review")
    gap = one_of(_("Lacks"), GAPS, "with_gap")
    audience = MultipleChoiceFilter(
        label=_("Audience"),
        choices=Audience.choices,
        method="with_audience",
        widget=CheckboxSelectMultiple,
    )

    class Meta(PageFilterSet.Meta):
        pass

    def with_state(self, rows: QuerySet[Page], _name: str, value: str) -> QuerySet[Page]:
        chosen = Page.objects.filter(STATES[value]).order_by().values("pk")
        return rows.filter(pk__in=chosen)

    def with_review(self, rows: QuerySet[Page], _name: str, value: str) -> QuerySet[Page]:
        today = timezone.localdate()
        conditions = {
            "late": Q(review_on__lte=today),
            "soon": Q(review_on__gt=today, review_on__lte=today + SOON),
            "none": Q(review_on=None),
        }
        return rows.filter(pages.matching(conditions[value]))

    def with_gap(self, rows: QuerySet[Page], _name: str, value: str) -> QuerySet[Page]:
        lacks = {"summary": pages.without_summary, "picture": pages.without_picture}
        return rows.filter(lacks[value]())

    def with_audience(self, rows: QuerySet[Page], _name: str, value: list[str]) -> QuerySet[Page]:
        return rows.filter(pages.matching(Q(audiences__overlap=value))) if value else rows


class ExplorerFilterSet(SitePageFilterSet):
    """Where pages of several types are listed together."""

    content_type = MultipleContentTypeFilter(
        label=_("Page type"), queryset=types_of_this_site, widget=CheckboxSelectMultiple
    )

    class Meta(SitePageFilterSet.Meta):
        pass


class NewsFilterSet(SitePageFilterSet):
    topic = MultipleChoiceFilter(
        label=_("Topic"), choices=Topic.choices, method="with_topic", widget=CheckboxSelectMultiple
    )
    published_at = DateFromToRangeFilter(label=_("Published on"), widget=DateRangePickerWidget)

    class Meta(SitePageFilterSet.Meta):
        model = NewsPage

    def with_topic(self, rows: QuerySet[Page], _name: str, value: list[str]) -> QuerySet[Page]:
        chosen = NewsPage.objects.filter(topics__overlap=value).values("pk")
        return rows.filter(pk__in=chosen) if value else rows
