"""“Mon compte”: who one is, what one wants to hear, how one signs in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import second_factor
from accounts.forms.own import NotificationsForm, ProfileForm
from accounts.http import SignedInRequest


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Show what the account holds, and where to change it."""
    context = {
        "roles": request.user.roles.current().select_related("tenant"),
        "addresses": request.user.verified_addresses(),
        "has_second_factor": second_factor.has_one(request.user),
    }
    return render(request, "accounts/home.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def edit_profile(request: SignedInRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return redirect("accounts:profile")
    return render(
        request, "accounts/profile.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
@require_http_methods(["GET", "POST"])
def notifications(request: SignedInRequest) -> HttpResponse:
    form = NotificationsForm(request.user, request.POST or None)
    if request.method == "POST":
        form = NotificationsForm(request.user, request.POST)  # an empty post is every box unticked
        if form.is_valid():
            form.save()
            messages.success(request, _("Your choices are saved."))
            return redirect("accounts:notifications")
    return render(request, "accounts/notifications.html", {"form": form})


@login_required
@require_safe
def security(request: SignedInRequest) -> HttpResponse:
    """Show how one signs in, and from where one is signed in."""
    factors = Authenticator.objects.filter(user=request.user)
    context = {
        "has_app": factors.filter(type=Authenticator.Type.TOTP).exists(),
        "keys": factors.filter(type=Authenticator.Type.WEBAUTHN).count(),
        "session_count": len(UserSession.objects.purge_and_list(request.user)),
        "is_required": second_factor.is_required(request.user),
    }
    return render(request, "accounts/security.html", context)
