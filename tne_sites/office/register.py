"""The partnership register: one file for each structure, with agreements, papers and log."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from kernel.domain import DomainError
from tenants import audit
from tne_sites import clock, places
from tne_sites.actions.keep_paper import keep_paper
from tne_sites.domain.partnerships import Amounts, Phase
from tne_sites.forms.office import LogForm, PaperForm
from tne_sites.models import Agreement, AgreementPaper, LogEntry, Structure
from tne_sites.office.access import desk, screen

MOST_LOG = 50


@dataclass(frozen=True, slots=True)
class Shown:
    agreement: Agreement
    phase: Phase
    amounts: Amounts
    form: PaperForm


@desk("tne_sites.view_agreement")
@require_http_methods(["GET", "POST"])
def structure(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything about one partner; POST adds an entry to its log."""
    found = get_object_or_404(_with_workshops(), pk=pk)
    form = LogForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        LogEntry.objects.create(
            structure=found,
            by=str(request.user)[:150],
            by_id=request.user.pk,
            **form.cleaned_data,
        )
        messages.success(request, _("The log has one entry more."))
        return redirect("office:structure", pk=pk)
    return _show(request, found, log_form=form)


@desk("tne_sites.view_agreement")
@desk("tne_sites.add_agreementpaper")
@require_POST
def add_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a document of an agreement of this structure; a file that lies is refused."""
    found = get_object_or_404(_with_workshops(), pk=pk)
    form = PaperForm(request.POST, request.FILES)
    is_whole = form.is_valid()
    agreement = get_object_or_404(found.agreements, pk=form.cleaned_data.get("agreement"))
    form.auto_id = _auto_id(agreement)
    if not is_whole:
        messages.error(request, _("Choose a file and give it a title."))
        return _show(request, found, paper_form=form)
    file = form.cleaned_data["file"]
    try:
        keep_paper(
            agreement=agreement, title=form.cleaned_data["title"], file=file,
            name=PurePosixPath(file.name).name, by=request.user,
        )  # fmt: skip
    except DomainError as refusal:
        form.add_error("file", str(refusal))
        return _show(request, found, paper_form=form)
    messages.success(request, _("The document is kept with the agreement."))
    return redirect("office:structure", pk=pk)


@desk("tne_sites.view_agreementpaper")
@require_safe
def paper(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """Hand a private document out, to be saved and not opened; who read it is written down."""
    found = get_object_or_404(AgreementPaper.objects.select_related("agreement"), pk=pk)
    audit.record(action="agreement.paper_read", actor=request.user, target=found)
    response = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=PurePosixPath(str(found.file)).name
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _show(
    request: SignedInRequest,
    found: Structure,
    *,
    log_form: LogForm | None = None,
    paper_form: PaperForm | None = None,
) -> HttpResponse:
    """Show the file of a partner, with the form that was refused as somebody filled it in."""
    context = {
        **screen(found.name, "group"),
        "structure": found,
        "place": places.communes([found.commune_code]).get(found.commune_code),
        "agreements": _agreements(found, paper_form),
        "log": found.log.all()[:MOST_LOG],
        "form": log_form or LogForm(),
    }
    is_refused = any(form is not None and form.errors for form in (log_form, paper_form))
    status = 422 if is_refused else 200
    return render(request, "tne_sites/office/structure.html", context, status=status)


def _with_workshops() -> Any:
    held = Q(workshops__state="published", workshops__ends_at__lte=timezone.now())
    planned = Q(workshops__state="published", workshops__ends_at__gt=timezone.now())
    return Structure.objects.annotate(
        held=Count("workshops", held, distinct=True),
        planned=Count("workshops", planned, distinct=True),
    )


def _auto_id(agreement: Agreement) -> str:
    """Each agreement on the screen has its own form."""
    return f"id_{agreement.pk}_%s"


def _agreements(found: Structure, refused: PaperForm | None) -> list[Shown]:
    today = clock.today()
    filled = {refused.cleaned_data["agreement"]: refused} if refused else {}
    return [
        Shown(
            agreement=row,
            phase=row.phase_on(today),
            amounts=row.amounts_on(today),
            form=filled.get(row.pk)
            or PaperForm(initial={"agreement": row.pk}, auto_id=_auto_id(row)),
        )
        for row in found.agreements.prefetch_related("instalments", "papers")
    ]
