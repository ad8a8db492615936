"""What every answer below /api/ has, even one that no endpoint made: CORS, HEAD, problems."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from config.middleware import GetResponse
from kernel.api import problems
from kernel.api.problems import Kind, Problem
from kernel.api.retiring import announce
from kernel.http import same_for

PREFIX, CONTRACT_PAGE = "/api/", "/api/v1/"
METHODS = "GET, HEAD, POST, PATCH, DELETE"
MAY_SEND = "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Modified-Since"
MAY_READ = "Deprecation, ETag, Last-Modified, Link, Retry-After, Sunset, X-Request-ID"
A_DAY = 24 * 3600
# The first of each status is the one that says no more than it.
BY_STATUS = {kind.status.value: kind for kind in reversed(problems.KINDS)}


class ApiAnswers:
    """Front ends of other origins may read, if the settings name them; no cookie is ever heard."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if request.path != CONTRACT_PAGE:
            # Whoever is signed in on the site asks as anybody does: nothing stands in the way.
            request.COOKIES = {}
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = MAY_SEND
            response["Access-Control-Max-Age"] = str(A_DAY)
        else:
            response = announce(request, _as_problem(request, self._ask(request)))
        return _with_origin(request, response)

    def _ask(self, request: HttpRequest) -> HttpResponse:
        """Answer HEAD with the headers of GET."""
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"
        response = self.get_response(request)
        request.method = "HEAD"
        length = str(len(response.content))
        response.content = b""
        response["Content-Length"] = length
        return response


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Say in our form what Django or a middleware refused in its own."""
    said = response.get("Content-Type", "").partition(";")[0]
    if response.status_code < 400 or said in {problems.CONTENT_TYPE, "application/json"}:  # noqa: PLR2004  an error, says HTTP
        return response
    kind = BY_STATUS.get(response.status_code) or Kind(
        "error", _status(response.status_code), response.reason_phrase
    )
    answer = problems.answer(Problem(kind), request)
    for name in ("Allow", "Retry-After"):
        if name in response:
            answer[name] = response[name]
    return answer


def _status(code: int) -> HTTPStatus:
    try:
        return HTTPStatus(code)
    except ValueError:
        return HTTPStatus.INTERNAL_SERVER_ERROR


def _with_origin(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.path != CONTRACT_PAGE:
        # No cookie was heard, whatever is said of all pages: a proxy may keep one answer for all.
        is_refused = response.status_code >= HTTPStatus.BAD_REQUEST
        same_for(response, *(["Cookie"] if is_refused else ["Cookie", "Accept-Language"]))
    patch_vary_headers(response, ["Origin"])
    origin, allowed = request.headers.get("Origin", ""), settings.API_CORS_ORIGINS
    if origin and (origin in allowed or "*" in allowed):
        response["Access-Control-Allow-Origin"] = "*" if "*" in allowed else origin
        response["Access-Control-Expose-Headers"] = MAY_READ
    return response
