"""allauth's pages, with our limits, our status codes and one transaction for each."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django.db import transaction
from django.forms import BaseForm
from django.forms.utils import ErrorDict
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts import limits
from accounts.adapter import TOO_MANY
from kernel.ratelimit import RateLimit, TooManyAttempts

GONE, UNPROCESSABLE, TOO_MANY_REQUESTS = 410, 422, 429


class Answered:
    """A refused form is no success: 422, or 429 when too much was tried. What was typed stays."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        with transaction.atomic():
            return super().form_valid(form)  # type: ignore[misc]  # a mixin: the view it serves comes after

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        response = super().form_invalid(form)  # type: ignore[misc]  # a mixin: the view it serves comes after
        if response.status_code == HttpResponse.status_code:
            response.status_code = status_of(form)
        return response


class Limited(Answered):
    """Takes one attempt of the caller for each form sent.

    The limit counts before anything is looked up.
    """

    limit: RateLimit
    target_field = "email"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            limits.take(self.limit, request, self.target(request))
        except TooManyAttempts as error:
            response = super().form_invalid(refused_unread(self.get_form(), str(error)))  # type: ignore[attr-defined]  # a mixin: the view it serves comes after
            response.status_code = TOO_MANY_REQUESTS
            response["Retry-After"] = str(error.retry_after)
            return response
        return super().post(request, *args, **kwargs)  # type: ignore[misc]  # a mixin: the view it serves comes after

    def target(self, request: HttpRequest) -> str:
        return request.POST.get(self.target_field, "").strip()


class ForMyself(Limited):
    """The target is the person signed in."""

    limit = limits.PASSWORD

    def target(self, request: HttpRequest) -> str:
        return str(request.user.pk)


def refused_unread(form: BaseForm, message: str) -> BaseForm:
    """Refuse a form without looking at what it says: who tries too often learns nothing more."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001  validated by nobody
    form.cleaned_data = {}
    form.add_error(None, message)
    return form


def status_of(form: BaseForm) -> int:
    """Return what a refused form is answered with."""
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    return TOO_MANY_REQUESTS if TOO_MANY in codes else UNPROCESSABLE


class SignIn(Answered, account.LoginView):
    """The adapter counts: it knows the owner's devices."""


class SignUp(Limited, account.SignupView):
    limit = limits.SIGN_UP


class ForgottenPassword(Limited, account.PasswordResetView):
    limit = limits.RESET


class NewPassword(Answered, account.PasswordResetFromKeyView):
    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Show the form; a link used or too old is gone."""
        status = GONE if context.get("token_fail") else None
        return super().render_to_response(context, status=status, **kwargs)


class ChangePassword(ForMyself, account.PasswordChangeView):
    pass


class Reauthenticate(ForMyself, account.ReauthenticateView):
    pass


class SecondFactor(Answered, mfa.AuthenticateView):
    pass


class ReauthenticateCode(Answered, mfa.ReauthenticateView):
    pass


class ActivateApp(ForMyself, totp.ActivateTOTPView):
    pass


def to_our_sign_in(request: HttpRequest) -> HttpResponseBase:
    """Wagtail's own sign-in pages know neither our limits nor the second factor.

    Nobody uses them.
    """
    wanted = request.GET.get("next", "")
    if request.user.is_authenticated and not wanted:
        return redirect("wagtailadmin_home")
    query = f"?{urlencode({'next': wanted or reverse('wagtailadmin_home')})}"
    return HttpResponseRedirect(reverse("account_login") + query)
