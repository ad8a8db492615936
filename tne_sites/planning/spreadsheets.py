"""Import a planning kept in a spreadsheet: send it, see each line, say yes."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.workshops import when
from kernel.domain import DomainError
from tenants.context import current_tenant
from tne_sites import clock
from tne_sites.actions.import_workshops import import_workshops, judge, store
from tne_sites.forms.planning import ImportForm
from tne_sites.models import Structure, WorkshopImport
from tne_sites.planning import tables
from tne_sites.planning.access import CHANGE_WORKSHOP, planner

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@planner(CHANGE_WORKSHOP)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Read the file; a file that is no table of workshops is refused in one sentence."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        tenant = current_tenant()
        try:
            lines = judge(
                tables.read(file),
                department=tenant.code if tenant else "",
                zone=clock.zone(),
                today=clock.today(),
            )
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            batch = store(file_name=file.name or "", lines=lines)
            return redirect("planning:import_preview", key=batch.key)
    context = {
        "page_title": _("Import workshops"),
        "header_icon": "upload",
        "form": form,
        "columns": tables.COLUMNS,
    }
    status = 422 if form.errors else 200
    return render(request, "tne_sites/planning/import.html", context, status=status)


@planner(CHANGE_WORKSHOP)
@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show every line as it was read, or what is wrong with it; import on a second yes."""
    batch = get_object_or_404(WorkshopImport, key=key)
    if request.method == "POST":
        try:
            made = import_workshops(import_id=batch.pk, zone=clock.zone(), at=timezone.now())
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("planning:import_preview", key=key)
        else:
            words = _("%(count)s drafts were added: read them, then publish them.")
            messages.success(request, words % {"count": len(made)})
        return redirect(reverse("planning:index", query={"quoi": "brouillons"}))
    right = [row for row in batch.rows if not row["errors"]]
    context = {
        "page_title": _("Lines of %(file)s") % {"file": batch.file_name},
        "header_icon": "upload",
        "batch": batch,
        "lines": _shown(batch),
        "right": len(right),
        "wrong": len(batch.rows) - len(right),
    }
    return render(request, "tne_sites/planning/import_preview.html", context)


@planner(CHANGE_WORKSHOP)
@require_safe
def model(_request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="ateliers.xlsx"'}
    return HttpResponse(tables.model(), content_type=XLSX, headers=headers)


def _shown(batch: WorkshopImport) -> list[dict[str, Any]]:
    names = dict(Structure.objects.values_list("pk", "name"))
    zone = clock.zone()
    return [_line(row, names, zone) for row in batch.rows]


def _line(row: dict[str, Any], names: dict[int, str], zone: ZoneInfo) -> dict[str, Any]:
    values = row["values"]
    start, end = (parse_datetime(values.get(name) or "") for name in ("starts_at", "ends_at"))
    return {
        "number": row["number"],
        "title": values.get("title", ""),
        "when": when(start, end, zone) if start and end else "",
        "place": values.get("place_name", ""),
        "organiser": names.get(values.get("organiser") or 0, ""),
        "capacity": values.get("capacity"),
        "errors": row["errors"],
    }
