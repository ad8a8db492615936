"""The contract as a page that people read: made from what is served, with the site's own look."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from config.api import VERSION, api
from config.contract import operations
from kernel.api.problems import KINDS

AN_HOUR = 3600


@require_safe
@cache_control(public=True, max_age=AN_HOUR)
def contract(request: HttpRequest) -> HttpResponse:
    """Every operation by subject, what it takes, what it answers, and how it refuses."""
    context = {
        "version": VERSION,
        "address": request.build_absolute_uri("/api/v1/"),
        "groups": groups(),
        "problems": KINDS,
    }
    return render(request, "api/contract.html", context)


@cache
def groups() -> dict[str, list[dict[str, Any]]]:
    """Return the operations by tag, in the order they are mounted."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for path, method, operation in operations(schema):
        found[operation["tags"][0]].append(_shown(path, method, operation))
    return dict(found)


def _shown(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return {
        "name": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": operation["description"],
        "parameters": [_parameter(one) for one in operation.get("parameters", ())],
        "body": body.get("schema", {}).get("$ref", "").rpartition("/")[2],
        "scope": next((scope for one in operation["security"] for scope in one.get("key", ())), ""),
        "ends": operation.get("x-sunset", ""),
        "answers": [
            {"status": status, "schema": _answer(response)}
            for status, response in sorted(operation["responses"].items(), key=str)
        ],
    }


def _parameter(one: Mapping[str, Any]) -> dict[str, Any]:
    schema = one["schema"]
    kind = schema.get("type") or "|".join(
        part.get("type", "") for part in schema.get("anyOf", ()) if part.get("type") != "null"
    )
    return {"name": one["name"], "in": one["in"], "type": kind, "required": one.get("required")}


def _answer(response: Mapping[str, Any]) -> str:
    schema: Mapping[str, Any] = next(
        (kind["schema"] for kind in response.get("content", {}).values()), {}
    )
    return str(schema.get("$ref", "")).rpartition("/")[2] or str(schema.get("title", ""))
