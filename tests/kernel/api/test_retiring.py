"""An operation that will go says so: in the contract, in its answers, in its refusals."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from ninja import NinjaAPI

from kernel.api.retiring import Retirement, announce, retires

OLD = {"since": date(2027, 1, 4), "ends": date(2028, 1, 4), "instead": "/api/v1/new"}


def an_api() -> NinjaAPI:
    api = NinjaAPI(urls_namespace="retiring")

    @api.get("old")
    @retires(**OLD)
    def old(request, number: int = 1) -> HttpResponse:
        """Read it the old way."""
        return HttpResponse(str(number))

    return api


def test_the_contract_says_it_is_deprecated_and_until_when() -> None:
    operation = an_api().get_openapi_schema(path_prefix="/")["paths"]["/old"]["get"]

    assert operation["deprecated"] is True
    assert operation["x-sunset"] == "2028-01-04"
    assert [one["name"] for one in operation["parameters"]] == ["number"]


def test_its_answers_carry_the_headers_and_others_do_not() -> None:
    request = RequestFactory().get("/")
    plain = announce(request, HttpResponse())

    @retires(**OLD)
    def view(request):
        return HttpResponse()

    told = announce(request, view(request))

    assert "Deprecation" not in plain.headers
    assert told.headers["Deprecation"] == "@1799020800"
    assert told.headers["Sunset"] == "Tue, 04 Jan 2028 00:00:00 GMT"
    assert '</api/v1/new>; rel="successor-version"' in told.headers["Link"]
    assert 'rel="deprecation"' in told.headers["Link"]


def test_a_year_of_notice_is_the_least() -> None:
    with pytest.raises(ValueError, match="a year"):
        Retirement(since=date(2027, 1, 4), ends=date(2027, 6, 1), instead="")
