"""The team checks the files of structures: papers, and bank details by a second person."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from campaigns.actions import change_account, keep_structure
from campaigns.models import BankAccount, DocumentState, Structure
from campaigns.views.structures import key_of
from campaigns.views.typed import typed
from kernel.domain import DomainError
from tenants.context import current_tenant

PAGE_SIZE = 50


def desk_only(request: HttpRequest) -> User:
    tenant, user = current_tenant(), request.user
    if tenant is None or not tenant.is_national:
        raise Http404
    if not isinstance(user, User) or not (user.is_superuser or user.has_role(*keep_structure.DESK)):
        raise PermissionDenied
    return user


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the structures where something waits for the team."""
    desk_only(request)
    papers = Count("documents", filter=Q(documents__state=DocumentState.WAITING), distinct=True)
    waiting = BankAccount.objects.waiting().values("structure")
    rows = Structure.objects.annotate(papers=papers).select_related("school")
    rows = rows.filter(Q(papers__gt=0) | Q(pk__in=waiting)).order_by("legal_name", "pk")
    context = {
        "page_title": _("Recipient structures"),
        "header_icon": "folder-open-inverse",
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("p")),
    }
    return render(request, "campaigns/admin/structures.html", context)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One file, with what to answer; a refused answer keeps what was typed."""
    user = desk_only(request)
    structure = Structure.objects.select_related("school").filter(pk=pk).first()
    if structure is None:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            _answer(request, user)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("Answered."))
            return redirect("proposals:structure", pk)
    context = _shown(structure, request, error)
    status = 422 if error else 200
    return render(request, "campaigns/admin/structure.html", context, status=status)


def _shown(structure: Structure, request: HttpRequest, error: str) -> dict[str, Any]:
    now = timezone.now()
    documents = structure.documents.select_related("checked_by")
    accounts = structure.bank_accounts.select_related("proposed_by", "confirmed_by")
    key = request.POST.get("key") if error else None
    return {
        "page_title": str(structure),
        "header_icon": "folder-open-inverse",
        "structure": structure,
        "documents": documents,
        "accounts": accounts,
        "gaps": [_(gap) for gap in keep_structure.gaps_of(structure, now)],
        "given": request.POST,
        "error": error,
        "answered": next((row.pk for row in (*documents, *accounts) if str(row.pk) == key), None),
        "now": now,
    }


def _answer(request: HttpRequest, user: User) -> None:
    who: dict[str, Any] = {"by": user, "at": timezone.now()}
    reason, key = typed(request, "reason", 300), request.POST.get("key", "")
    match request.POST.get("action"):
        case "accept" | "refuse" as action:
            keep_structure.check_structure_document(
                document_id=key_of(key), is_accepted=action == "accept", reason=reason, **who
            )
        case "confirm_account":
            change_account.confirm_account(account_id=key_of(key), **who)
        case "refuse_account":
            change_account.refuse_account(account_id=key_of(key), reason=reason, **who)
        case _:
            raise DomainError(_("Choose what to do."))
