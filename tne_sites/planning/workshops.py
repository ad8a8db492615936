"""The team's planning: list and calendar, the form of a workshop, what is done to it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel.domain import DomainError
from tne_sites import wording
from tne_sites.actions.change_workshop import (
    cancel_workshop,
    change_workshop,
    delete_workshop,
    publish_workshop,
)
from tne_sites.actions.plan_workshop import (
    duplicate_workshop,
    plan_workshop,
    repeat_workshop,
    translate_workshop,
)
from tne_sites.actions.welcome_people import note_call
from tne_sites.domain import recurrence
from tne_sites.domain.places import CapacityTooSmall
from tne_sites.domain.states import RegistrationState
from tne_sites.forms.planning import CancelForm, CopyForm, RepeatForm
from tne_sites.forms.workshop import WorkshopForm
from tne_sites.models import Call, Structure, Workshop, WorkshopQuerySet
from tne_sites.planning import holidays, month
from tne_sites.planning.access import CHANGE_PEOPLE, CHANGE_WORKSHOP, planner

PER_PAGE = 50
WHICH = ("avenir", "brouillons", "passes")


@planner(CHANGE_WORKSHOP)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The planning as a list, or as a month."""
    if request.GET.get("vue") == "mois":
        context = month.context(request.GET.get("mois", ""), _rows(""))
        return render(request, "tne_sites/planning/month.html", context)
    which = request.GET.get("quoi", "")
    typed = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    rows = _chosen(_rows(typed), which if which in WHICH else WHICH[0])
    context = {
        "page_title": _("Workshops"),
        "header_icon": "date",
        "page": Paginator(rows, PER_PAGE).get_page(_ascii(request.GET.get("p", ""))),
        "which": which if which in WHICH else WHICH[0],
        "typed": typed,
        "has_structures": Structure.objects.active().exists(),
        "now": timezone.now(),
    }
    return render(request, "tne_sites/planning/index.html", context)


def _ascii(text: str) -> str:
    return text if text.isascii() else "1"


def _rows(typed: str) -> WorkshopQuerySet:
    waiting = Q(registrations__state=RegistrationState.WAITING)
    rows = Workshop.objects.with_organiser().annotate(
        waiting=Count("registrations", filter=waiting)
    )
    if typed:
        rows = rows.filter(
            Q(title__icontains=typed)
            | Q(commune_name__icontains=typed)
            | Q(organiser__name__icontains=typed)
        )
    return rows


def _chosen(rows: WorkshopQuerySet, which: str) -> WorkshopQuerySet:
    at = timezone.now()
    if which == "brouillons":
        return rows.filter(published_at=None).in_order()
    if which == "passes":
        return rows.public().filter(ends_at__lte=at).order_by("-starts_at", "-pk")
    return rows.public().ahead(at).in_order()


@planner(CHANGE_WORKSHOP)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = WorkshopForm(request.POST or None)
    if form.is_bound and form.is_valid():
        workshop = plan_workshop(fields=form.values(), texts=form.texts())
        return _saved(request, workshop)
    return _form(request, form, None, _("New workshop"))


@planner(CHANGE_WORKSHOP)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it; those who registered are told of another hour or another place."""
    workshop = _one(pk)
    form = WorkshopForm(request.POST or None, workshop=workshop)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                translate_workshop(workshop=workshop, texts=form.texts())
                change_workshop(workshop_id=pk, fields=form.values(), at=timezone.now())
        except DomainError as error:
            form.add_error("capacity" if isinstance(error, CapacityTooSmall) else None, str(error))
        else:
            return _saved(request, workshop)
    return _form(request, form, workshop, _("Change: %(title)s") % {"title": workshop.title})


def _saved(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Publish as well when that button was pressed."""
    messages.success(request, _("“%(title)s” is saved.") % {"title": workshop.title})
    if "publish" in request.POST:
        _do(request, publish_workshop, workshop_id=workshop.pk, at=timezone.now())
    return redirect("planning:index")


@planner(CHANGE_WORKSHOP)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    workshop = _one(pk)
    _do(request, publish_workshop, workshop_id=pk, at=timezone.now())
    return redirect("planning:edit", pk=workshop.pk)


@planner(CHANGE_WORKSHOP)
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then tell everybody."""
    workshop = _one(pk)
    form = CancelForm(request.POST or None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        _do(request, cancel_workshop, workshop_id=pk, reason=reason, at=timezone.now())
        return redirect("planning:index")
    title = _("Cancel: %(title)s") % {"title": workshop.title}
    return _short(request, form, workshop, page_title=title, button=_("Cancel the workshop"))


@planner(CHANGE_WORKSHOP)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    _one(pk)
    _do(request, delete_workshop, workshop_id=pk)
    return redirect("planning:index")


@planner(CHANGE_WORKSHOP)
@require_http_methods(["GET", "POST"])
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    workshop = _one(pk)
    form = CopyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            copy = duplicate_workshop(workshop_id=pk, day=form.cleaned_data["day"])
        except DomainError as error:
            form.add_error("day", str(error))
        else:
            messages.success(request, _("Here is the copy: a draft, until you publish it."))
            return redirect("planning:edit", pk=copy.pk)
    title = _("Duplicate: %(title)s") % {"title": workshop.title}
    return _short(request, form, workshop, page_title=title, button=_("Duplicate"))


@planner(CHANGE_WORKSHOP)
@require_http_methods(["GET", "POST"])
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the dates first; create them when they are confirmed."""
    workshop = _one(pk)
    first = workshop.local_start.date()
    form = RepeatForm(request.POST or None, first=first)
    days: list[Any] = []
    if form.is_bound and form.is_valid():
        skipped = holidays.is_holiday if form.cleaned_data["skip_holidays"] else _never
        days = recurrence.dates(first, form.rule(), is_skipped=skipped)
        if "confirm" in request.POST:
            try:
                made = repeat_workshop(workshop_id=pk, days=[day for day in days if day > first])
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("%(count)s drafts were added.") % {"count": len(made)})
                return redirect(reverse("planning:index", query={"quoi": "brouillons"}))
    title = _("Repeat: %(title)s") % {"title": workshop.title}
    return _short(request, form, workshop, page_title=title, button=_("Show the dates"), days=days)


def _never(_day: Any) -> bool:
    return False


@planner(CHANGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def calls(request: HttpRequest) -> HttpResponse:
    """Everybody who has no e-mail and must be told something."""
    if request.method == "POST":
        number = request.POST.get("call", "")
        pk = int(number) if number.isascii() and number.isdecimal() and len(number) < 18 else 0  # noqa: PLR2004  bigint
        # It may have gone meanwhile: the person accepted, or will not come.
        if Call.objects.filter(pk=pk).exists():
            note_call(call_id=pk, at=timezone.now())
        return redirect(request.get_full_path())
    rows = Call.objects.to_make(timezone.now()).select_related("registration__workshop")
    page = Paginator(rows, PER_PAGE).get_page(_ascii(request.GET.get("p", "")))
    context = {
        "page_title": _("People to call"),
        "header_icon": "group",
        "page": page,
        "calls": [(call, wording.offer_end(call.registration)) for call in page.object_list],
    }
    return render(request, "tne_sites/planning/calls.html", context)


def _one(pk: int) -> Workshop:
    return get_object_or_404(Workshop.objects.with_organiser().prefetch_related("texts"), pk=pk)


def _do(request: HttpRequest, action: Any, **kwargs: Any) -> None:
    try:
        action(**kwargs)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is done."))


def _form(
    request: HttpRequest, form: WorkshopForm, workshop: Workshop | None, title: str
) -> HttpResponse:
    context = {
        "page_title": title,
        "header_icon": "date",
        "form": form,
        "workshop": workshop,
        "has_structures": Structure.objects.active().exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "tne_sites/planning/workshop_form.html", context, status=status)


def _short(request: HttpRequest, form: Any, workshop: Workshop, **context: Any) -> HttpResponse:
    """A page with one short form about a workshop."""
    shared = {"header_icon": "date", "form": form, "workshop": workshop}
    status = 422 if form.errors else 200
    return render(
        request, "tne_sites/planning/short_form.html", {**shared, **context}, status=status
    )
