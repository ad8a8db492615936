"""Lists of the workplace as spreadsheets: words and days as the screens say them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView

from cms.viewsets import harmless
from kernel.phones import format_phone
from tenants import audit
from tne_sites import clock
from tne_sites.models import Agreement, ResourceParent

HEADINGS = {
    "structure.name": _("Structure"),
    "get_kind_display": _("Kind"),
    "get_state_display": _("State"),
    "get_language_display": _("Language"),
    "commune_name": _("Town"),
}


def harmless_columns(*names: str) -> dict[str, Any]:
    return {name: {IndexView.FORMAT_CSV: harmless} for name in names}


def in_both(write: Any) -> dict[str, Any]:
    return dict.fromkeys(IndexView.FORMATS, write)


def local_day(instant: datetime) -> date:
    return instant.astimezone(clock.zone()).date()


def dialled(number: str) -> str:
    return harmless(format_phone(number)) if number else ""


def euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


class AgreementIndexView(IndexView):
    """The partnership register: with whom, until when, for how much."""

    export_headings = HEADINGS
    custom_field_preprocess = {
        **harmless_columns("title", "structure.name"),
        "amount_cents": in_both(euros),
    }

    def get_base_queryset(self) -> QuerySet[Agreement]:
        rows: QuerySet[Agreement] = super().get_base_queryset()
        return rows.select_related("structure")


class ParentIndexView(IndexView):
    """A list of people: who takes it away leaves a trace."""

    export_headings = HEADINGS
    custom_field_preprocess = {
        **harmless_columns("name", "email"),
        "phone": in_both(dialled),
        "applied_at": in_both(local_day),
    }

    def get_edit_url(self, instance: ResourceParent) -> str:
        return reverse("office:parent", args=[instance.pk])

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> Any:
        audit.record(action="resource_parent.export", actor=self.request.user)
        return super().as_spreadsheet(queryset, spreadsheet_format)
