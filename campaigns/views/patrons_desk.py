"""The desk of those who hold the books: patrons, agreements, what came of them; the rules."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Sum
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.actions import keep_patron as keeping
from campaigns.actions.decide_policy import decide_policy
from campaigns.actions.guards import TREASURERS, NotYours, require_treasurer
from campaigns.forms.solidarity import AgreementForm, EndowmentForm, PatronForm, PolicyForm
from campaigns.models import Account, Agreement, Patron, Policy
from campaigns.terms import terms_at
from kernel.domain import DomainError
from kernel.money import Money
from tenants.context import current_tenant

POLICY_READERS = (*TREASURERS, RoleKind.PROJECT_OFFICER, RoleKind.AUDITOR)


def keeper_only(request: HttpRequest) -> User:
    return _only(request, require_treasurer)


def _only(request: HttpRequest, require: Callable[[User], None]) -> User:
    tenant, user = current_tenant(), request.user
    if tenant is None or not tenant.is_national:
        raise Http404
    if not isinstance(user, User):
        raise PermissionDenied
    try:
        require(user)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    return user


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the patrons with their agreements, and what each envelope holds; three queries."""
    keeper_only(request)
    agreements = Agreement.objects.annotate(received=Sum("endowments__amount_cents"))
    patrons = list(Patron.objects.prefetch_related(Prefetch("agreements", agreements)))
    codes = [row.account for patron in patrons for row in patron.agreements.all()]
    rows = Account.objects.filter(code__in=codes)
    left = {row.code: row.balance_cents for row in rows}
    context = {
        "page_title": _("Patrons"),
        "header_icon": "group",
        "patrons": [
            {
                "patron": patron,
                "agreements": [
                    {
                        "agreement": row,
                        "received": getattr(row, "received", 0) or 0,
                        "left": left.get(row.account),
                    }
                    for row in patron.agreements.all()
                ],
            }
            for patron in patrons
        ],
    }
    return render(request, "campaigns/admin/patrons.html", context)


@require_http_methods(["GET", "POST"])
def patron(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write a patron."""
    user = keeper_only(request)
    known = get_object_or_404(Patron, pk=pk) if pk else Patron()
    form = PatronForm(request.POST or None, request.FILES or None, instance=known)

    def save() -> HttpResponse:
        logo = form.cleaned_data["picture"]
        kept = keeping.keep_patron(patron=form.instance, by=user, logo=logo)
        return redirect("proposals:patron", kept.pk)

    return _answer(request, form, save, {"title": str(known) or _("A new patron"), "patron": known})


@require_http_methods(["GET", "POST"])
def new_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write what a patron has just signed."""
    user = keeper_only(request)
    known = Agreement(patron=get_object_or_404(Patron, pk=pk))
    return _agreement(request, user, known, {"title": _("A new agreement")})


@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write an agreement, with its rules and the money that came of it."""
    user = keeper_only(request)
    known = get_object_or_404(Agreement.objects.select_related("patron"), pk=pk)
    endowments = known.endowments.select_related("recorded_by")
    context = {"title": str(known), "agreement": known, "endowments": endowments}
    return _agreement(request, user, known, context)


def _agreement(
    request: HttpRequest, user: User, known: Agreement, context: dict[str, Any]
) -> HttpResponse:
    form = AgreementForm(request.POST or None, instance=known)

    def save() -> HttpResponse:
        kept = keeping.keep_agreement(agreement=form.instance, by=user)
        return redirect("proposals:agreement", kept.pk)

    return _answer(request, form, save, context | {"patron": known.patron})


@require_http_methods(["GET", "POST"])
def endow(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write what a patron paid, as the bank statement says it."""
    user = keeper_only(request)
    known = get_object_or_404(Agreement.objects.select_related("patron"), pk=pk)
    form = EndowmentForm(request.POST or None)

    def save() -> HttpResponse:
        given = dict(form.cleaned_data)
        amount = Money(given.pop("amount"))
        keeping.record_endowment(
            agreement_id=pk, amount=amount, by=user, at=timezone.now(), **given
        )
        return redirect("proposals:agreement", pk)

    title = _("Money received: %(agreement)s") % {"agreement": known}
    return _answer(request, form, save, {"title": title, "patron": known.patron})


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of money in force, those to come, those of before; administrators add one."""
    user = _only(request, _require_policy_reader)
    now = timezone.now()
    terms = terms_at(now)
    today = {
        "commission_percent": terms.commission_percent,
        "least_gift_cents": terms.least_gift.cents,
        "largest_gift_cents": terms.largest_gift.cents,
        "minimum_cap_cents": terms.minimum_cap.cents,
        "longest_days": terms.longest_days,
        "two_persons_cents": terms.two_persons_above.cents,
        "small_excess_cents": terms.small_excess.cents,
        "boost_reading": terms.boost_reading,
        "boost_percent": terms.boost_percent,
    }
    form = PolicyForm(request.POST or None, initial=today)

    def save() -> HttpResponse:
        decide_policy(policy=form.instance, by=user, at=now)
        return redirect("proposals:rules")

    versions = Policy.objects.select_related("decided_by")
    is_reader = not (user.is_superuser or user.has_role(RoleKind.NATIONAL_ADMINISTRATOR))
    context = {"title": _("Rules of money"), "versions": versions, "is_reader": is_reader}
    return _answer(request, form, save, context)


def _require_policy_reader(by: User) -> None:
    if not (by.is_superuser or by.has_role(*POLICY_READERS)):
        raise NotYours


def _answer(
    request: HttpRequest, form: BaseForm, save: Callable[[], HttpResponse], context: dict[str, Any]
) -> HttpResponse:
    """Save a form that is right, or show it again as it was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            answer = save()
        except NotYours as refusal:
            raise PermissionDenied from refusal
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is kept."))
            return answer
    context |= {"page_title": context["title"], "header_icon": "group", "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "campaigns/admin/keep.html", context, status=status)
