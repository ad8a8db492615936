"""“Mes données”: download them, or leave."""

import json
import secrets
from datetime import datetime
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits, mails
from accounts.actions.close_account import close_account
from accounts.actions.export_personal_data import export_personal_data
from accounts.forms.own import ProofForm
from accounts.http import SignedInRequest
from accounts.views.answers import refuse
from kernel.domain import DomainError
from kernel.ratelimit import TooManyAttempts

SESSION_KEY = "accounts.deletion_code"
CODE_SECONDS = 15 * 60


@login_required
@reauthentication_required(app="allauth.account")
@require_safe
def show(request: SignedInRequest) -> HttpResponse:
    """Show all that is held, readable; ?fichier=1 gives the page as a file."""
    sections = [readable(section) for section in export_personal_data(user=request.user)]
    context = {"sections": sections, "at": timezone.now()}
    if "fichier" not in request.GET:
        return render(request, "accounts/my_data.html", context)
    response = render(request, "accounts/my_data_file.html", context)
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.html"'
    return response


def readable(section: dict[str, Any]) -> dict[str, Any]:
    """Write instants as people read them; the file for machines keeps them as they are."""
    rows = [{label: _shown(value) for label, value in row.items()} for row in section["rows"]]
    return section | {"rows": rows}


def _shown(value: object) -> object:
    if not isinstance(value, str) or "T" not in value:
        return value
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        return value
    return timezone.localtime(instant) if instant.tzinfo else value


@login_required
@reauthentication_required(app="allauth.account")
@require_safe
def as_json(request: SignedInRequest) -> HttpResponse:
    """Give the same as a file for machines."""
    data = {"at": timezone.now().isoformat(), "sections": export_personal_data(user=request.user)}
    response = HttpResponse(
        json.dumps(data, ensure_ascii=False, indent=2, default=str), content_type="application/json"
    )
    response["Content-Disposition"] = 'attachment; filename="mes-donnees.json"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: SignedInRequest) -> HttpResponse:
    """Explain what goes and what stays; close the account once the person proved who they are."""
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _check_proof(request, form.cleaned_data)
            close_account(user=request.user, by=request.user)
        except DomainError as error:
            refuse(form, error)
            return _ask(request, form, 429 if isinstance(error, TooManyAttempts) else 422)
        logout(request)
        return redirect("accounts:deleted")
    return _ask(request, form, 200)


def _ask(request: SignedInRequest, form: ProofForm, status: int) -> HttpResponse:
    roles = request.user.roles.current().select_related("tenant")
    context = {"form": form, "roles": roles, "code_was_sent": SESSION_KEY in request.session}
    return render(request, "accounts/delete.html", context, status=status)


@login_required
@require_POST
def send_code(request: SignedInRequest) -> HttpResponse:
    """Send six figures to the main address; they work in this session only."""
    if limits.is_allowed(lambda: limits.take_for(limits.ADDRESSES, f"code:{request.user.pk}")):
        code = f"{secrets.randbelow(10**6):06}"
        request.session[SESSION_KEY] = [make_password(code), timezone.now().timestamp()]
        context = {"code": code, "reset_link": mails.absolute("account_reset_password")}
        mails.notify("accounts.confirmation_code", request.user, context)
    return redirect("accounts:delete")


def _check_proof(request: SignedInRequest, given: dict[str, Any]) -> None:
    """Accept the password or the code sent; or raise DomainError. Each try counts."""
    limits.take_for(limits.PASSWORD, f"delete:{request.user.pk}")
    if given["password"] and request.user.check_password(given["password"]):
        return
    digest, sent_at = request.session.get(SESSION_KEY, ("", 0.0))
    is_fresh = timezone.now().timestamp() - sent_at < CODE_SECONDS
    figures = "".join(char for char in given["code"] if char.isdigit())
    if digest and is_fresh and figures and check_password(figures, digest):
        del request.session[SESSION_KEY]
        return
    raise DomainError(_("Neither this password nor this code is right."))


@require_safe
def deleted(request: SignedInRequest) -> HttpResponse:
    return render(request, "accounts/deleted.html")
