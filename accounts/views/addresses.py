"""The addresses of one's account."""

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import limits
from accounts.actions.add_address import ask_for_address, confirm_address, pending_of
from accounts.actions.change_addresses import make_main_address, retire_address
from accounts.forms.own import AddressForm
from accounts.http import SignedInRequest
from accounts.models import AcademicDomain, User
from accounts.views.answers import refuse
from kernel.domain import DomainError
from kernel.signing import InvalidLink


@login_required
@reauthentication_required(app="allauth.account", allow_get=True)
@require_http_methods(["GET", "POST"])
def list_addresses(request: SignedInRequest) -> HttpResponse:
    """Show the addresses; ask for another one."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            limits.take_for(limits.ADDRESSES, str(request.user.pk))
            ask_for_address(user=request.user, email=form.cleaned_data["email"])
        except DomainError as error:
            refuse(form, error, field="email")
        else:
            messages.success(request, _("We sent a link to this address. Follow it to confirm."))
            return redirect("accounts:addresses")
    context = {"form": form, "addresses": _rows(request.user)}
    context["pending"] = request.user.pending_addresses.all()
    return render(request, "accounts/addresses.html", context, status=422 if form.errors else 200)


def _rows(user: User) -> list[dict[str, object]]:
    """Pair each address with what it opens."""
    addresses = EmailAddress.objects.filter(user=user).order_by("-primary", "email")
    return [
        {
            "address": address,
            "is_main": address.email == user.email,
            "is_academic": AcademicDomain.objects.matching([address.email]).exists(),
        }
        for address in addresses
    ]


@login_required
@reauthentication_required(app="allauth.account")
@require_POST
def make_main(request: SignedInRequest, pk: int) -> HttpResponse:
    return _change(request, pk, make_main_address, _("We write to this address from now on."))


@login_required
@reauthentication_required(app="allauth.account")
@require_POST
def retire(request: SignedInRequest, pk: int) -> HttpResponse:
    return _change(request, pk, retire_address, _("The address was removed."))


def _change(
    request: SignedInRequest, pk: int, action: Callable[..., None], done: str
) -> HttpResponse:
    address = get_object_or_404(EmailAddress, pk=pk, user=request.user)
    try:
        action(user=request.user, address=address)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("accounts:addresses")


@login_required
@require_POST
def forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask no longer for an address that was not confirmed."""
    get_object_or_404(request.user.pending_addresses, pk=pk).delete()
    messages.success(request, _("The address was removed."))
    return redirect("accounts:addresses")


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: SignedInRequest, token: str) -> HttpResponse:
    """Confirm an address from its link, on any device: only a press of the button counts.

    Mail readers open links by themselves to look at them; opening must change nothing.
    """
    try:
        pending = pending_of(token)
        if request.method == "POST":
            confirm_address(token=token)
            messages.success(request, _("The address is confirmed."))
            return redirect(
                "accounts:addresses" if request.user.is_authenticated else "account_login"
            )
    except InvalidLink as error:
        return render(request, "accounts/link_gone.html", {"reason": str(error)}, status=410)
    except DomainError as error:
        return render(request, "accounts/link_gone.html", {"reason": str(error)}, status=409)
    return render(request, "accounts/confirm_address.html", {"pending": pending})
