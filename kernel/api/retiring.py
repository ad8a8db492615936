"""Operations that will go: said in the contract and in each answer, long before they do.

    @router.get("old", …)
    @retires(since=date(2027, 1, 4), ends=date(2028, 1, 4), instead="/api/v1/new")

Headers are those of RFC 9745 (Deprecation) and RFC 8594 (Sunset).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date
from ninja.operation import Operation
from ninja.utils import contribute_operation_callback

type View = Callable[..., HttpResponseBase]
# A front end has a year to change.
NOTICE = timedelta(days=365)
POLICY = "/api/v1/#policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retirement:
    """From when it should not be used, when it may go, and what to ask instead."""

    since: date
    ends: date
    instead: str

    def __post_init__(self) -> None:
        if self.ends - self.since < NOTICE:
            raise ValueError("A front end has a year to change.")

    def headers(self) -> dict[str, str]:
        links = (f'<{self.instead}>; rel="successor-version"', f'<{POLICY}>; rel="deprecation"')
        return {
            "Deprecation": f"@{_seconds(self.since)}",
            "Sunset": http_date(_seconds(self.ends)),
            "Link": ", ".join(links),
        }


def retires(*, since: date, ends: date, instead: str) -> Callable[[View], View]:
    """Announce the end of an operation; below the router's decorator."""
    told = Retirement(since=since, ends=ends, instead=instead)

    def decorate(view: View) -> View:
        @wraps(view)
        def announcing(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            # On the request: a refusal, which another function answers, announces it too.
            request.retirement = told  # type: ignore[attr-defined]  # ours, on the request
            return view(request, *args, **kwargs)

        contribute_operation_callback(announcing, _in_contract(told))
        return announcing

    return decorate


def announce(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Add what the operation said of its end, if it said so."""
    told = getattr(request, "retirement", None)
    for name, value in (told.headers() if isinstance(told, Retirement) else {}).items():
        response[name] = value
    return response


def _in_contract(told: Retirement) -> Callable[[Operation], None]:
    def write(operation: Operation) -> None:
        operation.deprecated = True
        known = operation.openapi_extra or {}
        operation.openapi_extra = known | {"x-sunset": told.ends.isoformat()}

    return write


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time.min, tzinfo=UTC).timestamp())
