"""The back office speaks the language that a person chose, not that of the browser."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class AdminLanguage:
    """Under /admin/: the language of the account, else French; Wagtail's preference still wins."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/"):
            wanted = getattr(request.user, "language", "") or settings.LANGUAGE_CODE
            known = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
            translation.activate(known)
            request.LANGUAGE_CODE = known
        return self.get_response(request)
