"""What a structure's projects received: the manager's list of donors, and its statement."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from campaigns.models import Campaign, Gift, Structure
from campaigns.reading import figures_of
from campaigns.tables import to_csv
from campaigns.views.structures import managed
from kernel.money import Money
from tenants import audit

PAGE_SIZE = 50


@login_required
@never_cache
@require_safe
def index(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The projects of the structure with what each raised, and who gave; four queries."""
    structure = managed(request, pk)
    campaigns = list(
        Campaign.objects.public().filter(structure=structure).order_by("-published_at")
    )
    figures = figures_of([campaign.pk for campaign in campaigns])
    context = {
        "structure": structure,
        "campaigns": [
            {"campaign": row, "raised_cents": figures[row.pk].raised_cents} for row in campaigns
        ],
        "page": Paginator(_paid(structure), PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "campaigns/structure_gifts.html", context)


@login_required
@never_cache
@require_safe
def statement(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The statement of gifts, to keep with the books of the school; each export is written down."""
    structure = managed(request, pk)
    audit.record(action="structure.gifts_exported", actor=request.user, target=structure)
    rows = [
        (
            date_format(gift.created_at, "Y-m-d"),
            gift.reference,
            gift.campaign.title if gift.campaign else "",
            gift.donor_name or gift.pseudonym,
            Money(gift.amount_cents).short(),
            gift.reward,
        )
        for gift in _paid(structure)
    ]
    head = (_("Date"), _("Reference"), _("Project"), _("Name"), _("Amount"), _("Reward"))
    headers = {"Content-Disposition": 'attachment; filename="releve-des-dons.csv"'}
    return HttpResponse(to_csv(head, rows), content_type="text/csv; charset=utf-8", headers=headers)


def _paid(structure: Structure) -> QuerySet[Gift]:
    paid = Gift.objects.paid().filter(campaign__structure=structure, refused_at=None)
    return paid.select_related("campaign").order_by("-created_at", "-pk")
