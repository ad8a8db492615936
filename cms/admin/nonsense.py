"""What an editor's browser never sends is answered 400: Wagtail's own screens would break on it.

Only errors that tell of the request itself are taken for that, and only in the back office: a fault
of ours stays a fault, with its alert and its traceback.
"""

import logging
import re
from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError

log = logging.getLogger("cms.admin")
# A number, a date or an identifier that is none, or a character that no text column holds.
UNREADABLE = re.compile(
    r"expected a number|invalid literal for int|out of range|NUL|0x00|not a valid UUID"
    r"|too large to convert|year \S+ is out|does not match format|expects a list"
)


class NonsenseGuard:
    """Stands after the session's middleware: the page it shows is in the editor's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that the request could not be read; None lets Django report the fault."""
        if not request.path.startswith("/admin/") or not is_unreadable(exception):
            return None
        log.warning("unreadable request: %s", type(exception).__name__)
        return render(request, "400.html", status=400)


def is_unreadable(exception: Exception) -> bool:
    """Say whether the error is about what was sent, not about what we do with it."""
    if isinstance(exception, MultiValueDictKeyError):
        return True
    about_values = isinstance(exception, (ValueError, DataError, OverflowError))
    return about_values and UNREADABLE.search(str(exception)) is not None
