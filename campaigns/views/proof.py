"""The public page of proof: the digests of the days, for anybody to note down and compute again.

A day's sum is not there, nor in the file: on a day with a single gift it would tell what somebody
gave. How many entries and movements a day has tells no amount and nobody.
"""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_safe

from campaigns.domain.sealing import sealed_text
from campaigns.models import Statement
from campaigns.tables import to_csv
from cms import lists

PER_PAGE = 31


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The days, the newest first: three queries whatever their number."""
    rows = Statement.objects.order_by("-number")
    asked = request.GET.get("page", "")
    last = rows.first()
    page = Paginator(rows, PER_PAGE).get_page(asked if asked.isascii() else "1")
    context = {
        "meta": lists.meta(request, page=page.number),
        "page_of_list": page,
        "last": last,
        "text": sealed_text(last) if last else "",
    }
    return render(request, "campaigns/proof.html", context)


@require_safe
def table(_request: HttpRequest) -> HttpResponse:
    """All the days, in order, with all that a digest is computed from."""
    head = [
        _("Day"), pgettext("rank", "Number"), _("Entries"), _("Movements"), _("Content"),
        _("Digest before"), _("Digest"),
    ]  # fmt: skip
    rows = Statement.objects.order_by("number").values_list(
        "day", "number", "entries", "movements", "content", "previous", "digest"
    )
    headers = {"Content-Disposition": 'attachment; filename="preuve.csv"'}
    content = to_csv(head, rows.iterator())
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
