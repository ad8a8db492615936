"""A public page that no source tells of would be missing in lists and search: refuse it early."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from search import registry


@register("search")
def check_public_types(
    app_configs: Sequence[AppConfig] | None, **options: Any
) -> list[CheckMessage]:
    """Every model that an app declared public, by `registry.expect`, is covered by a source."""
    del app_configs, options
    return [
        Error(
            f"{model.__module__}.{model.__qualname__} is public and no search source covers it.",
            hint="Name it in `covers` of a source registered in the app's search_documents.py.",
            obj=model,
            id="search.E001",
        )
        for model in registry.uncovered()
    ]
