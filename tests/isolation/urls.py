"""Every address of a site: a view added later is found here without being told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern
from django.utils.regex_helper import normalize

ROUTE_PARAMETER = re.compile(r"<(?:[^>:]+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """A pattern such as `admin/pages/%(page_id)s/` and the names of its parameters."""

    template: str
    parameters: tuple[str, ...]

    def paths(self, values: dict[str, list[str]]) -> list[str]:
        """Fill every parameter with every value known for its name."""
        choices = [values[name] for name in self.parameters]
        return [
            "/" + self.template % dict(zip(self.parameters, chosen, strict=True))
            for chosen in product(*choices)
        ]


def addresses(urlconf: str) -> list[Address]:
    found = {
        address.template: address for address in _walk(get_resolver(urlconf).url_patterns, "", ())
    }
    return sorted(found.values(), key=lambda address: address.template)


def _walk(patterns: list[Any], prefix: str, parameters: tuple[str, ...]) -> Iterator[Address]:
    for entry in patterns:
        for template, names in _parts(entry.pattern):
            whole, all_names = prefix + template, (*parameters, *names)
            if isinstance(entry, URLResolver):
                yield from _walk(entry.url_patterns, whole, all_names)
            elif isinstance(entry, URLPattern):
                yield Address(whole, tuple(dict.fromkeys(all_names)))


def _parts(pattern: Any) -> list[tuple[str, tuple[str, ...]]]:
    if isinstance(pattern, LocalePrefixPattern):
        return [("", ())]
    if isinstance(pattern, RoutePattern):
        route = str(pattern).replace("%", "%%")
        return [(ROUTE_PARAMETER.sub(r"%(\1)s", route), tuple(ROUTE_PARAMETER.findall(route)))]
    assert isinstance(pattern, RegexPattern)
    return [(template, tuple(names)) for template, names in normalize(pattern.regex.pattern)[:1]]
