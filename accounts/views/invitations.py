"""The page behind an invitation's link."""

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.actions.invite_member import (
    accept_invitation,
    accept_invitation_as_newcomer,
    open_invitation,
)
from accounts.forms.invitations import NewcomerForm
from accounts.models import Invitation, User
from kernel.domain import DomainError
from kernel.signing import InvalidLink

TEMPLATE = "accounts/invitation.html"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show the role offered; accept it with the account one has, or with a new one."""
    try:
        invitation = open_invitation(token)
        if isinstance(request.user, User):
            return _with_account(request, request.user, token, invitation)
        if EmailAddress.objects.filter(email=invitation.email, verified=True).exists():
            return render(request, TEMPLATE, {"invitation": invitation, "must_sign_in": True})
        return _as_newcomer(request, token, invitation)
    except InvalidLink as error:
        return render(request, "accounts/link_gone.html", {"reason": str(error)}, status=410)


def _with_account(
    request: HttpRequest, user: User, token: str, invitation: Invitation
) -> HttpResponse:
    context: dict[str, object] = {"invitation": invitation, "is_signed_in": True}
    if request.method == "POST":
        try:
            accept_invitation(token=token, user=user)
        except InvalidLink:
            raise
        except DomainError as error:
            return render(request, TEMPLATE, context | {"refusal": str(error)}, status=409)
        messages.success(request, _("Welcome: the role is yours."))
        return redirect("accounts:home")
    return render(request, TEMPLATE, context)


def _as_newcomer(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    form = NewcomerForm(invitation.email, request.POST or None)
    if request.method == "POST" and form.is_valid():
        names = ("first_name", "last_name", "password")
        given = {name: form.cleaned_data[name] for name in names}
        try:
            user = accept_invitation_as_newcomer(token=token, **given)
        except InvalidLink:
            raise
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return perform_login(request, user, redirect_url="/compte/")
    context = {"invitation": invitation, "form": form}
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)
