"""Browsers from which a person signed in before, known by a cookie.

The cookie opens nothing. It only says that password attempts for this person from this browser are
counted apart from everybody else's, so that nobody can use up the owner's. A stolen cookie gives
its thief twenty attempts in ten minutes, as any address on the internet has.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from accounts.models import User
from kernel.signing import InvalidLink, seal, unseal

COOKIE = "known_device"
PURPOSE = "accounts.device"
MAX_AGE = 365 * 24 * 3600
# A family's or a staff room's computer is several people's.
MOST_PEOPLE = 5

type Device = dict[str, str]  # person's number → this browser's secret number for them


def read(request: HttpRequest) -> Device:
    """Return whose device this is; nothing for an absent or forged cookie."""
    try:
        known = unseal(PURPOSE, request.COOKIES.get(COOKIE, ""))
    except InvalidLink:
        return {}
    return {str(key): str(value) for key, value in known.items()} if isinstance(known, dict) else {}


def number_for(request: HttpRequest, user_id: int | None) -> str | None:
    """Return this browser's number for a person, or None when they never signed in here."""
    return read(request).get(str(user_id)) if user_id else None


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Note in the answer that this person signed in here."""
    known = read(request)
    number = known.pop(str(user.pk), None) or secrets.token_urlsafe(9)
    kept = dict(list(known.items())[-(MOST_PEOPLE - 1) :]) | {str(user.pk): number}
    response.set_cookie(
        COOKIE,
        seal(PURPOSE, kept),
        max_age=MAX_AGE,
        domain=settings.SESSION_COOKIE_DOMAIN,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
