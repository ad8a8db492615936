"""The provider's payouts, each with the lines that it pays: finance reconciles line by line."""

import csv
from collections.abc import Iterator

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.domain.exports import PARIS
from campaigns.models import Payment, PayoutPart, ProviderPayout
from campaigns.models.provider_payout import GONE
from campaigns.views.money_desk import treasurer_only

PAGE_SIZE = 50
COLUMNS = ("date", "kind", "line", "source", "gift", "amount", "fee", "net", "paid")


class Echo:
    """Gives back each row of a table instead of keeping it."""

    def write(self, row: str) -> str:
        return row


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the payouts, the latest first; one that does not add up shows by how much."""
    treasurer_only(request)
    rows = ProviderPayout.objects.with_sums().select_related("bank_line")
    context = {
        "page_title": _("Payouts of the provider"),
        "header_icon": "download",
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p")),
        "gone": GONE,
    }
    return render(request, "campaigns/admin/provider_payouts.html", context)


@require_safe
def payout(request: HttpRequest, pk: int) -> HttpResponse | StreamingHttpResponse:
    """One payout, line by line; the whole of it as a table for a spreadsheet."""
    treasurer_only(request)
    row = get_object_or_404(ProviderPayout.objects.with_sums().select_related("bank_line"), pk=pk)
    parts = row.parts.select_related("line").order_by("line__happened_at", "line_id")
    if request.GET.get("format") == "csv":
        return _table(row, parts)
    page = Paginator(parts, PAGE_SIZE).get_page(request.GET.get("p"))
    gifts = _gifts(list(page.object_list))
    context = {
        "page_title": _("Payout of the provider"),
        "page_subtitle": row.payout_id,
        "header_icon": "download",
        "payout": row,
        "page": page,
        "rows": [(part, gifts.get(part.line.source)) for part in page],
        "is_gone": row.state in GONE,
    }
    return render(request, "campaigns/admin/provider_payout.html", context)


def _gifts(parts: list[PayoutPart]) -> dict[str, str]:
    """Return the references of the gifts that these lines are about, by the payment's number."""
    sources = {part.line.source for part in parts}
    rows = Payment.objects.filter(provider_payment__in=sources - {""})
    return dict(rows.values_list("provider_payment", "gift__reference"))


def _table(row: ProviderPayout, parts: QuerySet[PayoutPart]) -> StreamingHttpResponse:
    lines = _rows(list(parts))
    writer = csv.writer(Echo())
    response = StreamingHttpResponse(map(writer.writerow, lines), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{row.payout_id}.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _rows(parts: list[PayoutPart]) -> Iterator[tuple[object, ...]]:
    gifts = _gifts(parts)
    yield COLUMNS
    for part in parts:
        line = part.line
        yield (
            line.happened_at.astimezone(PARIS).date(), line.kind, line.line_id, line.source,
            gifts.get(line.source, ""), line.amount_cents, line.fee_cents, line.net_cents,
            part.cents,
        )  # fmt: skip
