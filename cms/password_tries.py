"""How often the password of a page or of a collection may be tried: Wagtail sets no limit."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kernel.http import client_address
from kernel.ratelimit import RateLimit, TooManyAttempts
from tenants.context import current_schema

# A school's parents may come from one address: each of them needs one try, seldom two.
TRIES = RateLimit(
    name="cms.page-password", per_caller=100, per_target=30, window=timedelta(minutes=10)
)
VIEWS = frozenset(
    {"wagtailcore_authenticate_with_password", "wagtaildocs_authenticate_with_password"}
)


class PasswordTries:
    """Whatever the language in the address: the two views are known by their names."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Count one try of this caller on this restriction; answer 429 when none is left."""
        match = request.resolver_match
        if request.method != "POST" or match is None or match.url_name not in VIEWS:
            return None
        number = next(iter([*args, *kwargs.values()]), "")
        target = f"{current_schema()}:{match.url_name}:{number}"
        try:
            TRIES.take(caller=client_address(request), target=target)
        except TooManyAttempts as error:
            response = render(request, "429.html", {"error": str(error)}, status=429)
            response["Retry-After"] = str(error.retry_after)
            return response
        return None
