"""The contract for other front ends and for machines: `/api/v1/`, served by every site.

Each app brings its router. What is refused is answered as a problem (kernel/api/problems.py).
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext, gettext_noop
from ninja.errors import HttpError, ValidationError

from accounts.api_keys import UnknownKey, key_of
from campaigns.api import campaigns, gifts, own_gifts, statistics
from cms.api import library as files, oembed, pages, previews, site
from config.contract import Contract
from kernel.api import problems
from kernel.api.problems import Problem
from kernel.api.wording import said
from kernel.domain import DomainError
from kernel.http import client_address
from kernel.ratelimit import CacheCounter, RateLimit, TooManyAttempts
from resources.api import lists as library
from search import api as things
from tne_sites.api import places, registrations, workshops

VERSION = "1.0.0"
# An anonymous caller's allowance: a front end keeps what it read, by its ETag. Reading is no
# attack, and counting it in the database would cost more than the answer.
ANONYMOUS = RateLimit(
    name="api",
    per_caller=settings.API_PER_MINUTE,
    window=timedelta(minutes=1),
    counter=CacheCounter(),
)
DESCRIPTION = """\
Read what this site publishes, in the words of its pages. The national site answers for the whole
network under `/things`; each department's site for its own pages.

Lists go on by `next`, an address to follow as it is. `fields` keeps the named fields alone. Answers
carry an `ETag`: send it back as `If-None-Match`. Amounts are whole cents, moments carry their zone.
"""


type Handler[E: Exception] = Callable[[HttpRequest, E], HttpResponse]


def within_limits(request: HttpRequest) -> bool:
    """Know the key of whoever carries one; others may read, at the pace of their network."""
    request.api_key = key_of(request)  # type: ignore[attr-defined]  # ours, on the request
    if request.api_key is None:  # type: ignore[attr-defined]  # ours, on the request
        ANONYMOUS.take(caller=client_address(request))
    return True


api = Contract(
    title="Trousse",
    version=VERSION,
    description=DESCRIPTION,
    urls_namespace="api",
    docs_url=None,
    openapi_url="/openapi.json",
    auth=within_limits,
)
for router in (
    pages.router,
    oembed.router,
    previews.router,
    site.router,
    files.router,
    things.router,
    library.router,
    campaigns.router,
    statistics.router,
    gifts.router,
    own_gifts.router,
    workshops.router,
    registrations.router,
    places.router,
):
    api.add_router("/", router)
things.PATHS.update(
    pages="pages/by-path?path={path}",
    campaigns="campaigns/{key}",
    workshops="workshops/{key}",
    structures="structures/{key}",
    target_schools="schools/{key}",
)


def in_their_language[E: Exception](handler: Handler[E]) -> Handler[E]:
    """Refuse in a language that the caller reads, as addresses of the API name none."""

    @wraps(handler)
    def speaking(request: HttpRequest, error: E) -> HttpResponse:
        with translation.override(translation.get_language_from_request(request)):
            return handler(request, error)

    return speaking


@api.exception_handler(Problem)
def on_problem(request: HttpRequest, error: Problem) -> HttpResponse:
    return problems.answer(error, request)


@api.exception_handler(Http404)
@in_their_language
def on_absence(request: HttpRequest, _error: Http404) -> HttpResponse:
    return problems.answer(Problem(problems.NOT_FOUND), request)


@api.exception_handler(ValidationError)
@in_their_language
def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors: list[dict[str, Any]] = [
        {"at": _at(found["loc"]), "message": said(found)} for found in error.errors
    ]
    return problems.answer(Problem(problems.INVALID, errors=errors), request)


def _at(place: Sequence[str | int]) -> list[str]:
    """Say where a value is in the request; what an endpoint calls its body is nobody's matter."""
    first, *rest = map(str, place)
    return [first, *(rest[1:] if first == "body" else rest)]


@api.exception_handler(TooManyAttempts)
@in_their_language
def on_haste(request: HttpRequest, error: TooManyAttempts) -> HttpResponse:
    headers = {"Retry-After": str(error.retry_after)}
    return problems.answer(Problem(problems.TOO_MANY, str(error), headers=headers), request)


@api.exception_handler(DomainError)
@in_their_language
def on_refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    return problems.answer(Problem(problems.REFUSED, str(error)), request)


@api.exception_handler(UnknownKey)
@in_their_language
def on_unknown_key(request: HttpRequest, _error: UnknownKey) -> HttpResponse:
    headers = {"WWW-Authenticate": "Bearer"}
    return problems.answer(Problem(problems.UNAUTHORISED, headers=headers), request)


# What Ninja says of a body that is no JSON.
gettext_noop("Cannot parse request body")


@api.exception_handler(HttpError)
@in_their_language
def on_malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problems.answer(Problem(problems.MALFORMED, gettext(str(error))), request)


def absent(request: HttpRequest, **_: str) -> HttpResponseBase:
    """Answer addresses below /api/ that are nobody's, as the API does."""
    return on_absence(request, Http404())
