"""The contract as it is served: what every operation shares is said once, here.

`breaking` compares two of them: what a front end relies on may only change with the version.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from kernel.api.problems import CONTENT_TYPE

PROBLEM = "#/components/schemas/ProblemOut"
FIELDS = {
    "in": "query",
    "name": "fields",
    "description": "Names of the fields to keep, with commas: `id,title`.",
    "schema": {"type": "string", "default": ""},
    "required": False,
}
UNCHANGED = {"description": "Nothing has changed since the `ETag` that was sent."}
SCHEMES = {
    "key": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key given by the national team. Reading needs none.",
    }
}


class Contract(NinjaAPI):
    """Ninja's API, with a contract that says all of it."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.operation_id or operation.view_func.__name__

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**where)
        schema.setdefault("components", {})["securitySchemes"] = SCHEMES
        for _path, method, operation in operations(schema):
            _complete(method, operation)
        return schema


def operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _complete(method: str, operation: dict[str, Any]) -> None:
    if not any("key" in one for one in operation.get("security", ())):
        operation["security"] = [{}, {"key": []}]
    if method == "get":
        operation["parameters"] = [*operation.get("parameters", ()), FIELDS]
        operation["responses"]["304"] = UNCHANGED
    for response in operation["responses"].values():
        for content in list(response.get("content", {}).values()):
            if content["schema"].get("$ref") == PROBLEM:
                response["content"] = {CONTENT_TYPE: content}


def breaking(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Name what a caller written for `old` would miss in `new`."""
    found = []
    known = {(path, method): operation for path, method, operation in operations(new)}
    for path, method, before in operations(old):
        name = f"{method.upper()} {path}"
        after = known.get((path, method))
        if after is None:
            found.append(f"{name} is gone.")
            continue
        found += _asked(name, before, after)
        found += [f"{name}: answer {code} is gone." for code in _gone(before, after, "responses")]
    for name in sorted(_schemas(old).keys() & _schemas(new).keys()):
        found += _shape(name, _schemas(old)[name], _schemas(new)[name])
    return found + [
        f"{name} is gone." for name in sorted(_schemas(old).keys() - _schemas(new).keys())
    ]


def _schemas(contract: Mapping[str, Any]) -> Mapping[str, Any]:
    schemas: Mapping[str, Any] = contract["components"]["schemas"]
    return schemas


def _gone(before: Mapping[str, Any], after: Mapping[str, Any], part: str) -> list[str]:
    return sorted(set(before.get(part, ())) - set(after.get(part, ())))


def _asked(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Parameters may come, unless they are compelled; none may go."""
    old = {one["name"]: one for one in before.get("parameters", ())}
    new = {one["name"]: one for one in after.get("parameters", ())}
    for gone in sorted(old.keys() - new.keys()):
        yield f"{name}: parameter {gone} is gone."
    for key, one in new.items():
        was_needed = key in old and old[key].get("required")
        if one.get("required") and not was_needed:
            yield f"{name}: parameter {key} is compelled."


def _shape(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Properties may come; none may go, change its type, or be asked for from now on."""
    old, new = before.get("properties", {}), after.get("properties", {})
    for gone in sorted(old.keys() - new.keys()):
        yield f"{name}.{gone} is gone."
    for key in sorted(old.keys() & new.keys()):
        if _type(old[key]) != _type(new[key]):
            yield f"{name}.{key} has another type."
    if name.endswith("In"):
        for key in sorted(set(after.get("required", ())) - set(before.get("required", ()))):
            yield f"{name}.{key} is compelled."


def _type(schema: Mapping[str, Any]) -> Any:
    """Return what a value is, without the words about it."""
    if "const" in schema or "enum" in schema:
        return schema.get("type", "string")
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return sorted(str(_type(one)) for one in schema[key])
    if "items" in schema:
        return ["array", _type(schema["items"])]
    return schema.get("$ref") or schema.get("type")
