"""What stands between somebody signed in and the rest of the site, until it is done."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts import second_factor
from accounts.actions.accept_legal_texts import has_texts_to_accept
from accounts.models import LegalVersion, User
from accounts.projection import project

# Names of the pages by which one gets past, or away.
ALWAYS_OPEN = frozenset({"account_logout", "accounts:legal", "accounts:legal_version"})
TO_ENROL = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "mfa_edit_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
# Who does not accept may take their data and leave.
TO_ACCEPT = frozenset(
    {
        "accounts:accept_legal",
        "accounts:my_data",
        "accounts:my_data_json",
        "accounts:delete",
        "accounts:delete_code",
        "accounts:deleted",
    }
)
NO_PAGES = ("/static/", "/media/", "/health/", "/metrics", "/api/")
FACTOR_SEEN, TEXTS_SEEN = "accounts.factor_seen", "accounts.texts_seen"
ROLES_SEEN = "accounts.roles_seen"


class AccountGate:
    """Sends people to add the second factor their role needs, then to accept new terms.

    Nothing else opens before.

    What was seen to be in order is noted in the session: a page then costs no query here. A factor
    cannot be removed while it is needed, so the note stays true; that of the texts names their
    versions.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.stop(request) or self.get_response(request)

    def stop(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if request.path.startswith(NO_PAGES) or not isinstance(user, User):
            return None
        if request.tenant is None:  # type: ignore[attr-defined]  # no site, no page to send to
            return None
        _follow_roles(request, user)
        name = _name_of(request)
        if name in ALWAYS_OPEN:
            return None
        if _lacks_second_factor(request, user):
            return None if name in TO_ENROL else _send(request, "mfa_index")
        if name not in TO_ENROL | TO_ACCEPT and _has_new_texts(request, user):
            return _send(request, "accounts:accept_legal")
        return None


def _follow_roles(request: HttpRequest, user: User) -> None:
    """A role that ended a second ago opens nothing more, whenever the periodic job comes by."""
    at = timezone.now()
    last = datetime.fromtimestamp(request.session.get(ROLES_SEEN, 0), tz=UTC)
    if user.roles.changed_between(last, at).exists():
        project(user, at=at)
        request.session[ROLES_SEEN] = at.timestamp()


def _name_of(request: HttpRequest) -> str:
    """Return the page's whole name: the back office has pages named “delete” too."""
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def _lacks_second_factor(request: HttpRequest, user: User) -> bool:
    if request.session.get(FACTOR_SEEN):
        return False
    if not second_factor.is_required(user):
        return False
    if second_factor.has_one(user):
        request.session[FACTOR_SEEN] = True
        return False
    return True


def _has_new_texts(request: HttpRequest, user: User) -> bool:
    wanted = sorted(LegalVersion.objects.to_accept().values_list("pk", flat=True))
    if not wanted or request.session.get(TEXTS_SEEN) == wanted:
        return False
    if has_texts_to_accept(user):
        return True
    request.session[TEXTS_SEEN] = wanted
    return False


def _send(request: HttpRequest, name: str) -> HttpResponse:
    if request.method not in {"GET", "HEAD"} or request.headers.get("HX-Request"):
        # What was being sent cannot be carried through the page: nothing is done with it.
        response = HttpResponse(status=403)
        response["HX-Redirect"] = reverse(name)
        return response
    return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
