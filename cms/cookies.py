"""Every cookie that the platform sets: the cookies page and a test read this list."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Cookie:
    name: str
    purpose: str | Promise
    duration: str | Promise


COOKIES = (
    Cookie(
        "sessionid",
        _("Keeps you signed in, or remembers that you gave a page’s password."),
        _("Two weeks"),
    ),
    Cookie(
        "known_device",
        _("Recognises a browser in which you signed in, so that nobody can lock you out of it."),
        _("One year"),
    ),
    Cookie("csrftoken", _("Proves that a form was sent from our own pages."), _("One year")),
    Cookie(
        "departement",
        _(
            "Remembers your department on this device, when you ask for it in the list of "
            "workshops."
        ),
        _("One year"),
    ),
    Cookie("messages", _("Shows you once what has just happened."), _("Until the next page")),
)
