"""The contract for other front ends and for machines: `/api/v1/`, served by every site.

Each app brings its router. What is refused is answered as a problem (kernel/api/problems.py).
"""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from cms.api import pages, site
from kernel.api import problems
from kernel.api.problems import Problem
from kernel.domain import DomainError
from kernel.http import client_address
from kernel.ratelimit import CacheCounter, RateLimit, TooManyAttempts
from search import api as things

VERSION = "1.0.0"
# An anonymous caller's allowance: a front end keeps what it read, by its ETag. Reading is no
# attack, and counting it in the database would cost more than the answer.
ANONYMOUS = RateLimit(
    name="api", per_caller=600, window=timedelta(minutes=1), counter=CacheCounter()
)
DESCRIPTION = """\
Read what this site publishes, in the words of its pages. The national site answers for the whole
network under `/things`; each department's site for its own pages.

Lists go on by `next`, an address to follow as it is. `fields` keeps the named fields alone. Answers
carry an `ETag`: send it back as `If-None-Match`. Amounts are whole cents, moments carry their zone.
"""


def within_limits(request: HttpRequest) -> bool:
    """Stand in for a key: everybody may read, at a pace."""
    ANONYMOUS.take(caller=client_address(request))
    return True


api = NinjaAPI(
    title="Trousse",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=within_limits,
)
api.add_router("/pages/", pages.router)
api.add_router("/", site.router)
api.add_router("/things", things.router)


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return problems.answer(error, request)


@api.exception_handler(Http404)
def on_absence(request: HttpRequest, _error: Http404) -> HttpResponse:
    return problems.answer(Problem(problems.NOT_FOUND), request)


@api.exception_handler(ValidationError)
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors: list[dict[str, Any]] = [
        {"at": [str(part) for part in found["loc"]], "message": found["msg"]}
        for found in error.errors
    ]
    return problems.answer(Problem(problems.INVALID, errors=errors), request)


@api.exception_handler(TooManyAttempts)
def on_haste(request: HttpRequest, error: TooManyAttempts) -> HttpResponse:
    headers = {"Retry-After": str(error.retry_after)}
    return problems.answer(Problem(problems.TOO_MANY, str(error), headers=headers), request)


@api.exception_handler(DomainError)
def on_refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    return problems.answer(Problem(problems.REFUSED, str(error)), request)


@api.exception_handler(AuthenticationError)
def on_unknown_key(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return problems.answer(Problem(problems.UNAUTHORISED), request)


@api.exception_handler(HttpError)
def on_malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.answer(Problem(problems.MALFORMED, str(error)), request)


def absent(request: HttpRequest, **_: str) -> HttpResponseBase:
    """Answer addresses below /api/ that are nobody's, as the API does."""
    return problems.answer(Problem(problems.NOT_FOUND), request)
