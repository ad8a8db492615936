"""The file of a recipient structure, for its manager; its papers, for those who may read them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from campaigns.actions import change_account, keep_structure
from campaigns.actions.guards import NotYours
from campaigns.forms.structure import AccountForm, DocumentForm, StructureForm
from campaigns.models import Post, PostKind, Structure, StructureDocument
from campaigns.views.typed import typed
from kernel.domain import DomainError
from tenants import audit

FORMS = {"structure": StructureForm, "document": DocumentForm, "account": AccountForm}


@login_required
@never_cache
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """List the structures of the schools whose manager this person is."""
    posts = Post.objects.current().filter(
        kind=PostKind.MANAGER, user=request.user, activated_at__isnull=False
    )
    found = Structure.objects.filter(school__in=posts.values("school")).select_related("school")
    return render(request, "campaigns/structures.html", {"structures": found})


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def show(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The file, with what is missing first; a form sent back keeps what was typed."""
    structure = managed(request, pk)
    sent = request.POST.get("form", "")
    built = {name: _form(name, structure, request if name == sent else None) for name in FORMS}
    error = ""
    if request.method == "POST":
        try:
            if sent == "refuse":
                _refuse(request)
            elif sent in built and built[sent].is_valid():
                _keep(request, structure, sent, built[sent].cleaned_data)
            if sent == "refuse" or (sent in built and not built[sent].errors):
                messages.success(request, _("It is kept."))
                return redirect("projects:structure", pk)
        except DomainError as refusal:
            error = str(refusal)
    context = {
        "structure": structure,
        "forms": built,
        "error": error,
        "given": request.POST,
        "gaps": [_(gap) for gap in keep_structure.gaps_of(structure, timezone.now())],
        "documents": structure.documents.all(),
        "accounts": structure.bank_accounts.all()[:10],
        "now": timezone.now(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "campaigns/structure.html", context, status=status)


def managed(request: SignedInRequest, pk: UUID) -> Structure:
    structure = Structure.objects.select_related("school").filter(pk=pk).first()
    if structure is None or not _passes(keep_structure.require_manager, structure, request):
        raise Http404
    return structure


def _form(name: str, structure: Structure, request: SignedInRequest | None) -> forms.Form:
    data, files = (request.POST, request.FILES) if request else (None, None)
    initial = {field: getattr(structure, field, "") for field in StructureForm.base_fields}
    match name:
        case "structure":
            return StructureForm(data, initial=initial)
        case "document":
            return DocumentForm(data, files)
        case _:
            return AccountForm(data, initial={"holder": structure.legal_name})


def _keep(request: SignedInRequest, structure: Structure, name: str, given: dict[str, Any]) -> None:
    who: dict[str, Any] = {"structure_id": structure.pk, "by": request.user}
    at = timezone.now()
    match name:
        case "structure":
            keep_structure.change_structure(**who, **given)
        case "document":
            file = given["file"]
            keep_structure.send_document(
                **who, at=at, kind=given["kind"], file=file, name=file.name
            )
        case _:
            change_account.propose_account(**who, at=at, **given)


def _refuse(request: SignedInRequest) -> None:
    change_account.refuse_account(
        account_id=key_of(request.POST.get("account", "")),
        by=request.user,
        at=timezone.now(),
        reason=typed(request, "reason", 300),
    )


def key_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise DomainError(_("This is no longer there.")) from None


@login_required
@never_cache
@require_safe
def document(request: SignedInRequest, pk: UUID) -> FileResponse:
    """A private paper, for the manager and for the team; who read it is written down."""
    found = StructureDocument.objects.select_related("structure").filter(pk=pk).first()
    if found is None or not default_storage.exists(str(found.file.name)):
        raise Http404
    allowed = [keep_structure.require_manager, _require_desk]
    if not any(_passes(check, found.structure, request) for check in allowed):
        raise Http404
    audit.record(action="structure.document_read", actor=request.user, target=found.structure)
    answer = FileResponse(found.file.open("rb"), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found.kind}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _require_desk(_structure: Structure, by: Any) -> None:
    keep_structure.require_desk(by)


def _passes(
    check: Callable[[Structure, Any], None], structure: Structure, request: SignedInRequest
) -> bool:
    try:
        check(structure, request.user)
    except NotYours:
        return False
    return True
