"""The holder's board: what was raised, by whom, what to do now; news and pictures."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from campaigns import links, story
from campaigns.actions.change_pictures import add_picture, remove_picture
from campaigns.actions.complete_project import complete_project
from campaigns.actions.guards import NotYours
from campaigns.actions.tell_news import publish_update, remove_update
from campaigns.domain.advice import advice
from campaigns.domain.lifecycle import allowed
from campaigns.domain.states import PUBLIC, Actor, State
from campaigns.forms.board import PictureForm, UpdateForm
from campaigns.models import Campaign, Gift, Picture, Update, UpdateKind
from campaigns.models.gift_money import donors_of
from campaigns.reading import standing_of
from campaigns.tables import to_csv
from campaigns.views.proposal import own
from kernel.domain import DomainError
from kernel.money import Money
from tenants import audit

WEEKS = 8
SHOWN_DONORS = 200


def held(request: SignedInRequest, pk: UUID) -> Campaign:
    """Return one of the person's own campaigns that has been published."""
    campaign = own(request, pk)
    if State(campaign.state) not in PUBLIC:
        raise Http404
    return campaign


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def board(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the board; a form sent back keeps what was typed."""
    campaign = held(request, pk)
    is_awaited = _awaits_report(campaign)
    form = UpdateForm(
        request.POST if request.method == "POST" else None,
        initial={"kind": UpdateKind.REPORT} if is_awaited else None,
    )
    if form.is_bound and form.is_valid():
        try:
            publish_update(campaign_id=pk, by=request.user, at=timezone.now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, _("It is told: on the page, and by mail to those who follow.")
            )
            return redirect("projects:board", pk)
    context = _context(campaign, timezone.now()) | {"form": form, "awaits_report": is_awaited}
    return render(request, "campaigns/board.html", context, status=422 if form.errors else 200)


def _awaits_report(campaign: Campaign) -> bool:
    """Tell whether the project took place and its donors do not know yet what became of it."""
    reports = campaign.updates.filter(kind=UpdateKind.REPORT)
    return campaign.state == State.COMPLETED and not reports.exists()


@login_required
@require_POST
def complete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say that the project took place; the board then asks what became of it."""
    held(request, pk)
    try:
        complete_project(campaign_id=pk, actor=Actor.HOLDER, by=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The project took place: now tell your donors about it."))
    return redirect("projects:board", pk)


def _context(campaign: Campaign, at: datetime) -> dict[str, Any]:
    standing = standing_of(campaign)
    opened, end = campaign.opens_at or at, campaign.ended_at or campaign.closes_at or at
    return {
        "project": campaign,
        "standing": standing,
        "stickers": story.stickers(campaign, standing, at),
        "end": story.end_of(campaign),
        "may_complete": "complete" in {row.action for row in allowed(campaign.state, Actor.HOLDER)},
        "givers": donors_of([campaign.pk]).get(campaign.pk, 0),
        "followers": campaign.followers.active().count(),
        "gifts": list(_paid(campaign)[:SHOWN_DONORS]),
        "curve": _curve(campaign, opened, min(at, end)),
        "advice": [
            _(text) for text in advice(standing, since_opening=at - opened, until_end=end - at)
        ],
        "updates": campaign.updates.all(),
        "public_url": links.public_url(campaign),
        "mail_url": links.mail_url(campaign),
    }


def _paid(campaign: Campaign) -> QuerySet[Gift]:
    """Return the gifts that reached the campaign and were not refused, the latest first."""
    rows = Gift.objects.paid().filter(campaign=campaign, refused_at=None)
    return rows.order_by("-created_at")


def _curve(campaign: Campaign, start: datetime, end: datetime) -> list[dict[str, Any]]:
    """Return what was there at eight moments, in whole euros; nothing while there is no gift."""
    rows = list(_paid(campaign).values_list("created_at", "amount_cents"))
    span = end - start
    if not rows or span <= timedelta(hours=1):
        return []
    moments = [start + span * step / WEEKS for step in range(1, WEEKS + 1)]
    return [
        {
            "label": date_format(moment, "d/m"),
            "value": sum(cents for at, cents in rows if at <= moment) // 100,
        }
        for moment in moments
    ]


@login_required
@never_cache
@require_safe
def donors(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The list of donors as a table, without addresses; each export is written down."""
    campaign = held(request, pk)
    audit.record(action="campaign.donors_exported", actor=request.user, target=campaign)
    rows = [
        (
            date_format(gift.created_at, "Y-m-d"),
            gift.donor_name or gift.pseudonym,
            Money(gift.amount_cents).short(),
            gift.reward,
            gift.message,
        )
        for gift in _paid(campaign)
    ]
    head = (_("Date"), _("Name"), _("Amount"), _("Reward"), _("Words"))
    headers = {"Content-Disposition": 'attachment; filename="dons.csv"'}
    return HttpResponse(to_csv(head, rows), content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_POST
def forget_update(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take news off the page."""
    if not Update.objects.filter(pk=pk).exists():
        raise Http404
    try:
        campaign = remove_update(update_id=pk, by=request.user)
    except NotYours as error:
        raise Http404 from error
    messages.success(request, _("It is taken off the page."))
    return redirect("projects:board", campaign.pk)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def pictures(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The project's pictures, and the form to add one."""
    campaign = own(request, pk)
    files = request.FILES if request.method == "POST" else None
    form = PictureForm(request.POST if request.method == "POST" else None, files)
    if form.is_bound and form.is_valid():
        try:
            _add(request, campaign, form)
        except DomainError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("The picture is on your page."))
            return redirect("projects:pictures", pk)
    context = {"project": campaign, "pictures": campaign.pictures.all(), "form": form}
    return render(request, "campaigns/pictures.html", context, status=422 if form.errors else 200)


def _add(request: SignedInRequest, campaign: Campaign, form: PictureForm) -> Picture:
    given = dict(form.cleaned_data)
    file = given.pop("file")
    file.seek(0)
    return add_picture(
        campaign_id=campaign.pk,
        by=request.user,
        at=timezone.now(),
        file=file,
        name=file.name,
        **given,
    )


@login_required
@require_POST
def forget_picture(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a picture away."""
    try:
        campaign = remove_picture(picture_id=pk, by=request.user)
    except DomainError as error:
        raise Http404 from error
    messages.success(request, _("The picture is gone, and its files with it."))
    return redirect("projects:pictures", campaign.pk)
