"""The report of a period: as a page, as a tagged PDF, as a spreadsheet; the same figures in all."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from accounts.http import SignedInRequest
from cms.pdf import prose, typeset
from kernel.money import Money
from kernel.numbers import format_integer, format_percent
from tenants.context import current_tenant
from tne_sites import clock
from tne_sites.domain.indicators import Indicator, Period
from tne_sites.figures import indicators, this_school_year
from tne_sites.forms.office import PeriodForm
from tne_sites.office.access import desk, screen

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@desk("tne_sites.view_agreement")
@require_safe
def page(request: SignedInRequest) -> HttpResponse:
    form, period = _asked(request)
    context = {
        **screen(_("Indicators"), "table"),
        "form": form,
        "period": period,
        "rows": [
            (one, value_of(one), share_of(one), unknown_of(one)) for one in indicators(period)
        ],
        "query": request.GET.urlencode(),
    }
    status = 422 if form.errors else 200
    return render(request, "tne_sites/office/indicators.html", context, status=status)


@desk("tne_sites.view_agreement")
@require_safe
def pdf(request: SignedInRequest) -> HttpResponse:
    _form, period = _asked(request)
    found = indicators(period)
    data = {
        "title": title_of(period),
        "kind": _("Report of the department"),
        "language": get_language() or "fr",
        "lead": _("Figures computed on %(day)s from the rows of the site.") % {"day": _today()},
        "facts": [],
        "nodes": [prose.table(title_of(period), _head(), _lines(found)), *_definitions(found)],
    }
    response = HttpResponse(typeset("document", data), content_type="application/pdf")
    return _named(response, period, "pdf")


@desk("tne_sites.view_agreement")
@require_safe
def spreadsheet(request: SignedInRequest) -> HttpResponse:
    _form, period = _asked(request)
    response = HttpResponse(_workbook(period, indicators(period)), content_type=SHEET)
    return _named(response, period, "xlsx")


def title_of(period: Period) -> str:
    tenant = current_tenant()
    return _("%(department)s, from %(first)s to %(last)s") % {
        "department": tenant.name if tenant else "",
        "first": date_format(period.first),
        "last": date_format(period.last),
    }


def value_of(one: Indicator) -> str:
    return Money(one.value).short() if one.is_amount else format_integer(one.value)


def share_of(one: Indicator) -> str:
    """Say of how many, and the share; a dash where it is no part of anything."""
    if one.denominator is None:
        return "–"
    told = f"{format_integer(one.denominator)} {one.denominator_text}"
    return told if one.share is None else f"{format_percent(one.share)} ({told})"


def unknown_of(one: Indicator) -> str:
    if one.unknown is None or one.asked is None:
        return "–"
    share = "" if one.unknown_share is None else f" ({format_percent(one.unknown_share)})"
    return (
        _("%(unknown)s of %(asked)s")
        % {
            "unknown": format_integer(one.unknown),
            "asked": format_integer(one.asked),
        }
        + share
    )


def _asked(request: SignedInRequest) -> tuple[PeriodForm, Period]:
    default = this_school_year()
    initial = {"first": default.first, "last": default.last}
    form = PeriodForm(request.GET or None, initial=initial)
    return form, form.period(default)


def _head() -> list[str]:
    return [_("Indicator"), _("Value"), _("Of how many"), _("Not known")]


def _lines(found: Sequence[Indicator]) -> list[list[str]]:
    lines = []
    for one in found:
        lines.append([one.title, value_of(one), share_of(one), unknown_of(one)])
        lines += [[f"– {name}", format_integer(count), "–", "–"] for name, count in one.parts]
    return lines


def _definitions(found: Sequence[Indicator]) -> list[dict[str, Any]]:
    told = [prose.paragraph(f"{one.title}. {one.definition}") for one in found]
    return [prose.heading(_("What is counted")), *told]


def _workbook(period: Period, found: Sequence[Indicator]) -> bytes:
    """Numbers are numbers: a share may be computed again in the spreadsheet."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Indicators")[:31]
    sheet.append([title_of(period)])
    sheet.append([_("Computed on %(day)s") % {"day": _today()}])
    head = [*_head()[:2], _("Denominator"), _("What it is a part of"), _("Share"), _("Asked")]
    sheet.append([*head, _("Not known"), _("What is counted")])
    for one in found:
        value = one.value / 100 if one.is_amount else one.value
        share = float(one.share / Decimal(100)) if one.share is not None else None
        part = (one.denominator, one.denominator_text, share)
        sheet.append([one.title, value, *part, one.asked, one.unknown, one.definition])
        sheet.cell(sheet.max_row, 5).number_format = "0.0%"
        for name, count in one.parts:
            sheet.append([f"– {name}", count])
    _dress(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _dress(sheet: Any) -> None:
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[3]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEFGH", (42, 12, 14, 34, 10, 10, 12, 80), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=4, min_col=8, max_col=8):
        row[0].alignment = Alignment(wrap_text=True)
    sheet.freeze_panes = "B4"


def _today() -> str:
    return date_format(clock.today())


def _named(response: HttpResponse, period: Period, extension: str) -> HttpResponse:
    tenant = current_tenant()
    name = f"bilan-{tenant.slug if tenant else ''}-{period.first}-{period.last}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
