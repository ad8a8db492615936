"""The treasurers' desk of envelopes: what each holds, what may be released, and who agrees."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from campaigns.actions.release_envelope import approve_release, propose_release, withdraw_release
from campaigns.domain.releases import releasable
from campaigns.envelopes import fund_name
from campaigns.models import Agreement, Release
from campaigns.reserves import reserves
from campaigns.views.money_desk import treasurer_only
from campaigns.views.typed import typed
from kernel.domain import DomainError
from kernel.money import Money
from territories.models import Department

MOST_SHOWN = 50


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List the envelopes and their releases; propose one, agree to one, withdraw one."""
    user, error = treasurer_only(request), ""
    if request.method == "POST":
        try:
            _act(request, user)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, _("It is written down."))
            return redirect("proposals:envelopes")
    context = _context() | {"error": error, "given": request.POST}
    status = 422 if error else 200
    return render(request, "campaigns/admin/envelopes.html", context, status=status)


def _act(request: HttpRequest, user: User) -> None:
    now, action = timezone.now(), request.POST.get("action")
    if action == "propose":
        propose_release(
            source=typed(request, "source", 120),
            target=typed(request, "target", 120),
            amount=Money.parse(typed(request, "amount", 20)),
            reason=typed(request, "reason", 300),
            by=user,
            at=now,
        )
    elif action == "approve":
        approve_release(release_id=_key(request), by=user, at=now)
    elif action == "withdraw":
        withdraw_release(release_id=_key(request), by=user, at=now)
    else:
        raise DomainError(_("Choose what to do."))


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(typed(request, "release", 36))
    except ValueError as error:
        raise DomainError(_("Choose what to do.")) from error


def _context() -> dict[str, Any]:
    now = timezone.now()
    day = timezone.localdate(now)
    names = _Names()
    return {
        "page_title": _("Envelopes"),
        "header_icon": "folder-open-inverse",
        "envelopes": [
            {
                "account": one.account,
                "name": names.of(one.account),
                "balance": one.balance.cents,
                "ends_on": one.ends_on,
                "free": releasable(one, day),
                "targets": [(code, names.of(code)) for code in one.targets],
            }
            for one in reserves(now)
        ],
        "releases": [
            {"release": row, "source": names.of(row.source), "target": names.of(row.target)}
            for row in Release.objects.select_related("proposed_by", "approved_by")[:MOST_SHOWN]
        ],
    }


class _Names:
    """Names of envelopes, read once for the page."""

    def __init__(self) -> None:
        rows = Agreement.objects.select_related("patron")
        self.agreements = {row.account: str(row) for row in rows}
        self.departments = dict(Department.objects.values_list("code", "name"))

    def of(self, account: str) -> str:
        return self.agreements.get(account) or fund_name(account, self.departments)
