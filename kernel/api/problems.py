"""Refusals of the API, as RFC 9457 wants them: a stable code, then words for a person."""

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext, gettext_noop as _, override
from ninja import Schema

CONTENT_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One entry of the list of problems: `code` never changes, `title` says what it is."""

    code: str
    status: HTTPStatus
    title: str


INVALID = Kind("invalid-request", HTTPStatus.UNPROCESSABLE_ENTITY, _("The request is not valid."))
MALFORMED = Kind("malformed-request", HTTPStatus.BAD_REQUEST, _("The request cannot be read."))
REFUSED = Kind("refused", HTTPStatus.CONFLICT, _("A rule refuses this."))
UNAUTHORISED = Kind("key-needed", HTTPStatus.UNAUTHORIZED, _("A valid key is needed."))
FORBIDDEN = Kind("forbidden", HTTPStatus.FORBIDDEN, _("This key may not do that."))
NOT_FOUND = Kind("not-found", HTTPStatus.NOT_FOUND, _("There is no such thing."))
WRONG_METHOD = Kind("wrong-method", HTTPStatus.METHOD_NOT_ALLOWED, _("This method is not allowed."))
GONE = Kind("gone", HTTPStatus.GONE, _("This is no longer there."))
UNPROVEN = Kind("address-not-proven", HTTPStatus.FORBIDDEN, _("The address is not proven."))
KEY_REUSED = Kind(
    "idempotency-key-reused", HTTPStatus.CONFLICT, _("This key was used for another request.")
)
LIST_CHANGED = Kind("list-changed", HTTPStatus.CONFLICT, _("The list changed meanwhile."))
UNAVAILABLE = Kind(
    "service-unavailable", HTTPStatus.SERVICE_UNAVAILABLE, _("A service needed does not answer.")
)
TOO_LONG = Kind("address-too-long", HTTPStatus.REQUEST_URI_TOO_LONG, _("The address is too long."))
TOO_LARGE = Kind("too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The request is too large."))
FAULT = Kind("fault", HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong on our side."))
TOO_MANY = Kind("too-many-requests", HTTPStatus.TOO_MANY_REQUESTS, _("Too many requests."))
KINDS = (
    INVALID,
    MALFORMED,
    REFUSED,
    UNAUTHORISED,
    FORBIDDEN,
    NOT_FOUND,
    WRONG_METHOD,
    GONE,
    UNPROVEN,
    KEY_REUSED,
    LIST_CHANGED,
    UNAVAILABLE,
    TOO_MANY,
    TOO_LONG,
    TOO_LARGE,
    FAULT,
)


class FieldError(Schema):
    """What is wrong with one value: where it is in the request, and why."""

    at: list[str | int]
    message: str


class ProblemOut(Schema):
    """The body of every answer that is not a success."""

    type: str
    code: str
    title: str
    status: int
    detail: str = ""
    errors: list[FieldError] = []


@dataclass
class Problem(Exception):
    """Raised by an endpoint; `detail` is for the person who reads the answer."""

    kind: Kind
    detail: str = ""
    errors: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    # Of the words: what was refused in one language is not titled in another.
    language: str = field(default_factory=lambda: get_language() or "")

    def __str__(self) -> str:
        return self.detail or self.kind.title


def answer(problem: Problem, request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a handler's form
    kind = problem.kind
    with override(problem.language or None):
        title = gettext(kind.title)
    body = {
        "type": f"/api/v1/#{kind.code}",
        "code": kind.code,
        "title": title,
        "status": kind.status.value,
        "detail": problem.detail,
        "errors": problem.errors,
    }
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": problem.language,
        "Vary": "Accept-Language",
    } | problem.headers
    return JsonResponse(
        body,
        status=kind.status.value,
        content_type=CONTENT_TYPE,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def documented(*kinds: Kind) -> dict[int, type[Schema]]:
    """Return what an endpoint declares beside its success: `{200: Out, **documented()}`."""
    always = (INVALID, MALFORMED, UNAUTHORISED, TOO_MANY)
    return {kind.status.value: ProblemOut for kind in (*always, *kinds)}
